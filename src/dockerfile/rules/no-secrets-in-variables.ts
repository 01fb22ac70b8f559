import type { Report, Rule } from '../../lint/rule.ts';
import { isSecretName } from '../secret-name.ts';
import type { DockerfileSubject } from '../subject.ts';

export const noSecretsInVariables: Rule<DockerfileSubject> = {
  id: 'no-secrets-in-variables',
  title: 'Keep secrets out of ARG and ENV',
  severity: 'warning',
  aliases: ['hadolint:DL3064', 'buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'],
  why: 'Values of ENV are in the image for everybody who can pull it; values of ARG are in its history. A secret of the build belongs into `RUN --mount=type=secret`, one of the program into a Kubernetes Secret. Names are judged by whole words: `GOPRIVATE`, `KEY_FILE` and `PUBLIC_KEY` hold no secret.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM scratch\nENV «DB_PASSWORD»=hunter2\nUSER 65532',
      good: 'FROM scratch\nENV DB_PASSWORD_FILE=/run/secrets/db\nUSER 65532',
    },
    {
      bad: 'FROM scratch\nARG «GITHUB_TOKEN»\nUSER 65532',
      good: 'FROM scratch\nARG GOPRIVATE=example.com\nUSER 65532',
    },
    {
      bad: 'FROM scratch\nENV A=1 «API_KEY»=x\nUSER 65532',
      good: 'FROM scratch\nENV A=1 PUBLIC_KEY=x KEY_NAME=y USERNAME=z AWS_ACCESS_KEY_ID=w\nUSER 65532',
    },
    {
      bad: 'ARG «NPM_TOKEN»=\nFROM scratch\nENV «DB_USER_PASSWORD» hunter2\nUSER 65532',
      good: 'ARG TOKEN_URL=\nFROM scratch\nENV REQUIRE_AUTH=true CACHE_KEY=v1 SSH_KEY=/run/secrets/key\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { keyword, pairs } of dockerfile.instructions) {
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { key, value } of pairs) {
        if (!isSecretName(key.value) || (value !== null && holdsNone(keyword, value.value))) continue;
        yield {
          start: key.start,
          end: key.end,
          message:
            keyword === 'ENV'
              ? ['`{0}` looks like a secret, and ENV keeps it in the image', key.value]
              : ['`{0}` looks like a secret, and ARG keeps it in the image’s history', key.value],
        };
      }
    }
  },
};

/** A switch, a path, a fingerprint of a public key; an empty ENV. An empty ARG is still filled by the build's call. */
function holdsNone(keyword: string, value: string): boolean {
  if (value === '') return keyword === 'ENV';
  if (/^(?:true|false|yes|no|on|off|none|0|1)$/i.test(value)) return true;
  return /^(?:\/[\w.-]+){2,}$/.test(value) || /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value);
}
