/**
 * Peers' ids that speak of more than our rule of that meaning, on purpose (its page says where). There the peer needs its
 * ignore, so nobody is told that it ignores nothing.
 */
export const QUIETER_THAN: ReadonlySet<string> = new Set([
  'hadolint:DL3002',
  'hadolint:DL3003',
  'hadolint:DL3022',
  'hadolint:DL3025',
  'hadolint:DL3026',
  'hadolint:DL3049',
  'hadolint:DL3059',
  'hadolint:DL3062',
  'hadolint:DL3064',
  'hadolint:DL3066',
  'buildkit:SecretsUsedInArgOrEnv',
  'checkov:CKV_DOCKER_3',
  'checkov:CKV_DOCKER_7',
  'checkov:CKV_DOCKER_8',
  'trivy:DS-0001',
  'trivy:DS-0002',
  'trivy:DS-0013',
  'trivy:DS-0031',
]);
