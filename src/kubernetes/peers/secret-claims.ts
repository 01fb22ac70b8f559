import { KUBESCAPE_WORKLOADS, DEPLOYMENT_LIKE } from './peer-kinds.ts';
import { linesOf } from '../secrets/secret-words.ts';
import type { ContainerView } from '../pods/workloads.ts';

/** Polaris’ names of secrets, in env and in ConfigMaps. */
const POLARIS =
  /^AWS_SECRET_ACCESS_KEY$|^GOOGLE_APPLICATION_CREDENTIALS$|^AZURE_.+KEY$|^OCI_CLI_KEY_CONTENT$|password|token|bearer|secret/i;
const POLARIS_VALUE = /-BEGIN\s+.*PRIVATE KEY-/i;
/** kubescape’s, by its default configuration. */
const KUBESCAPE = /secret|key|password|pwd|token|jwt|bearer|credential/i;
const KUBESCAPE_VALUES = ['begin \\w+ private key', 'private key', 'eyjhbgcio', 'jwt', 'bearer', '_key_', '_secret_'];
const KUBESCAPE_PATTERN = /BEGIN \w+ PRIVATE KEY|PRIVATE KEY|eyJhbGciO|JWT|Bearer|_key_|_secret_/;

function holdsKey(value: string): boolean {
  return /private key-/i.test(value) && linesOf(value).some((line) => POLARIS_VALUE.test(line));
}

/** Which peers take an environment variable with a value of its own for a secret. */
export function envClaims(kind: string, container: ContainerView['kind'], name: string, value: string): string[] {
  const sensitive =
    value !== '' && (KUBESCAPE.test(name) || KUBESCAPE_VALUES.some((one) => value.toLowerCase().includes(one)));
  const ofKubescape = sensitive && !value.startsWith('/') && container === 'container' && KUBESCAPE_WORKLOADS.has(kind);
  return [
    ...(DEPLOYMENT_LIKE.has(kind) && /secret/i.test(name) && /./.test(value) ? ['kube-linter:env-var-secret'] : []),
    ...(kind !== 'PodTemplate' && (POLARIS.test(name) || holdsKey(value)) ? ['polaris:sensitiveContainerEnvVar'] : []),
    ...(ofKubescape ? ['kubescape:C-0012', 'kubescape:C-0259'] : []),
  ];
}

/** Which peers take a key of a ConfigMap, or its value, for a secret; a value that is no text is undefined. */
export function configClaims(key: string, value: string | undefined): string[] {
  const lines = value === undefined ? [] : linesOf(value);
  return [
    ...(POLARIS.test(key) || (value !== undefined && holdsKey(value)) ? ['polaris:sensitiveConfigmapContent'] : []),
    ...(value === undefined || value === '' ? [] : ofValue(key, value)),
    ...(TRIVY_SECRET_KEY.test(key) || lines.some(assignsSecret) ? ['trivy:KSV-0109'] : []),
    ...(value !== undefined && isSensitive(key, lines) ? ['trivy:KSV-01010'] : []),
  ];
}

function ofValue(key: string, value: string): string[] {
  const found = KUBESCAPE.test(key) || KUBESCAPE_PATTERN.test(value) || KUBESCAPE_PATTERN.test(decoded(value));
  return found ? ['kubescape:C-0012'] : [];
}

function decoded(value: string): string {
  const compact = value.replaceAll(/[\r\n]/g, '');
  if (compact.length < 12 || compact.length > 100_000 || !/^[A-Za-z\d+/]+={0,2}$/.test(compact)) return '';
  try {
    return atob(compact);
  } catch {
    return '';
  }
}

const TRIVY_SECRET_KEY = /pass|pword|pswrd|secret|aws_access_key_id|token|pwd/i;
const TRIVY_SECRET_LINE =
  /(?:password|pass|pword|passphrase|passwrd|passwd|secret|secretkey|appsecret|clientsecret|aws_access_key_id|pswrd|token|pwd)\s*[=:]/i;

/** `password = x`, but not `password = ${x}` nor an empty one. */
function assignsSecret(line: string): boolean {
  if (!TRIVY_SECRET_LINE.test(line)) return false;
  return [':', '='].some((delimiter) => {
    const [, value] = line.split(delimiter);
    return value !== undefined && value !== '' && !/^"?(?:\$\{|\$\(|\{\{)/.test(value);
  });
}

const EMAIL = /[\w.-]{1,64}@(?:\[\d{1,3}\.\d{1,3}\.\d{1,3}\.|(?:[A-Za-z\d-]+\.)+)(?:[A-Za-z]{2,4}|\d{1,3})\]?/;
const IBAN = /[^.]\b[A-Z]{2}\d{2} ?\d{4} ?\d{4} ?\d{4} ?\d{4} ?\d{0,2}\b/;
const PERSONAL_LINES: readonly RegExp[] = [/(?:username|email|key|phone|iban)\s*[=:]/i, IBAN, /SHA1|MD5/i];
const PERSONAL_KEYS: readonly RegExp[] = [/username|email|key|phone|SHA1|MD5|iban/i, IBAN];
const NUMBERS: readonly RegExp[] = [
  /[A-Z]{2}[ -]?\d{2}[ -]?(?:[A-Z\d]{3,5}[ -]?){2,7}[A-Z\d]{1,3}/,
  /^[A-Z\d<]{3,20}$/,
];

/** Trivy’s idea of personal data: names of keys, lines that assign something, mail addresses and numbers of accounts. */
function isSensitive(key: string, lines: readonly string[]): boolean {
  if (holdsAddress(key) || PERSONAL_KEYS.some((pattern) => pattern.test(key))) return true;
  const isPersonal = (line: string) => holdsAddress(line) || PERSONAL_LINES.some((pattern) => pattern.test(line));
  if (lines.some((line) => /[:=]/.test(line) && isPersonal(line))) return true;
  // It takes the nth part of the nth line.
  return lines.some((line, index) => {
    const part = line.split(':')[index];
    return part !== undefined && (holdsAddress(part) || NUMBERS.some((pattern) => pattern.test(part)));
  });
}

/** The pattern begins anew at every character: most lines have no `@` at all. */
function holdsAddress(text: string): boolean {
  return text.includes('@') && EMAIL.test(text);
}
