import type { Report, Rule } from '../../lint/rule.ts';
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
      good: 'FROM scratch\nENV A=1 PUBLIC_KEY=x KEY_NAME=y USERNAME=z\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { keyword, pairs } of dockerfile.instructions) {
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { key, value } of pairs) {
        // An empty ENV value and a flag hold nothing.
        if (!isSecretName(key.value)) continue;
        if (value !== null && /^(?:|true|false|yes|no|on|off|0|1)$/i.test(value.value)) continue;
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

const SECRET = new Set([
  'apikey',
  'auth',
  'credential',
  'credentials',
  'key',
  'password',
  'passwd',
  'pword',
  'pass',
  'passphrase',
  'psw',
  'secret',
  'secrets',
  'token',
]);
/** What such a word is only about: where it lies, what it is called, how long it is. */
const ABOUT = new Set([
  'file',
  'path',
  'dir',
  'name',
  'id',
  'alias',
  'public',
  'pub',
  'version',
  'url',
  'uri',
  'endpoint',
  'host',
  'server',
  'type',
  'ttl',
  'expiry',
  'timeout',
  'length',
  'size',
  'algorithm',
  'mode',
  'enabled',
  'header',
  'prefix',
  'user',
  'username',
  'issuer',
  'provider',
  'server',
  'ring',
  'keyserver',
  'fingerprint',
]);

/** Whole words of the name, split at `_`: one says secret, none says that it is only about one. */
export function isSecretName(name: string): boolean {
  const words = name.toLowerCase().split(/[_-]+/);
  return words.some((word) => SECRET.has(word)) && !words.some((word) => ABOUT.has(word));
}
