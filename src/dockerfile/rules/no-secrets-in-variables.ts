import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import { isSecretName, isSecretValue } from '../secret-name.ts';
import type { DockerfileRule } from '../subject.ts';
import { wholeLines } from '../syntax/whole-lines.ts';

export const noSecretsInVariables: DockerfileRule = {
  id: 'no-secrets-in-variables',
  title: 'Keep secrets out of ARG and ENV',
  severity: 'warning',
  aliases: ['hadolint:DL3064', 'buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'],
  why: 'Values of ENV are in the image for everybody who can pull it; values of ARG are in its history. A secret of the build belongs into `RUN --mount=type=secret`, one of the program into a Kubernetes Secret. Names are judged by whole words: `GOPRIVATE`, `KEY_FILE` and `PUBLIC_KEY` hold no secret. Values that have the form of a well-known token are reported under any name.',
  exampleOf: 'dockerfile',
  about: ['ENV', 'ARG'],
  examples: [
    {
      bad: 'FROM scratch\nENV «DB_PASSWORD»=hunter2\nUSER 65532',
      good: 'FROM scratch\nENV DB_PASSWORD_FILE=/run/secrets/db\nUSER 65532',
    },
    {
      bad: 'FROM golang:1.26\nARG «GITHUB_TOKEN»\nRUN fetch --token "$GITHUB_TOKEN"\nUSER 65532',
      good: 'FROM golang:1.26\nRUN --mount=type=secret,id=GITHUB_TOKEN,env=GITHUB_TOKEN fetch --token "$GITHUB_TOKEN"\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM scratch\nENV A=1 «API_KEY»=x\nUSER 65532',
      good: 'FROM scratch\nENV A=1 PUBLIC_KEY=x KEY_NAME=y USERNAME=z MAX_TOKENS=100\nUSER 65532',
    },
    {
      bad: 'ARG «NPM_TOKEN»=\nFROM scratch\nENV «dbPassword» hunter2\nUSER 65532',
      good: 'ARG TOKEN_URL=\nFROM scratch\nENV REQUIRE_AUTH=true CACHE_KEY=v1 SSH_KEY=/run/secrets/key\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3064':
      'hadolint looks for letters anywhere in the name: `GOPRIVATE`, `TOKENIZER`, `USERNAME` and `PASSWORD_FILE` are no secrets, while `SSH_KEY` may be one.',
    'buildkit:SecretsUsedInArgOrEnv':
      'A name that ends with what is only about a secret (`KEY_NAME`, `TOKEN_URL`, `AUTH_HOST`), and a value that is a switch or a path, hold none.',
    'trivy:DS-0031':
      'A name that ends with what is only about a secret (`KEY_FILE`, `TOKEN_URL`), and a value that is a switch or a path, hold none. All stages are looked at, as the history of every image that is pushed has them.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const firstStage = dockerfile.stages[0]?.start ?? Infinity;
    let fixes = 0;
    for (const outer of dockerfile.instructions) {
      const isTrigger = outer.keyword === 'ONBUILD';
      const instruction = isTrigger ? outer.inner : outer;
      if (instruction?.keyword !== 'ENV' && instruction?.keyword !== 'ARG') continue;
      const { keyword, pairs } = instruction;
      for (const pair of pairs) {
        const { key, value } = pair;
        const named = isSecretName(key.value) && (value === null || !holdsNone(value.value));
        if (!named && !isSecretValue(value?.value ?? '')) continue;
        const empty = keyword === 'ENV' && value?.value === '';
        const fixable = keyword === 'ARG' && !isTrigger && fixes++ < MOST_FIXES;
        const fix = fixable ? secretMount(dockerfile, instruction, pair) : undefined;
        yield {
          ...rangeOf(key),
          // An empty one gives nothing away yet.
          ...(empty ? { severity: 'hint' } : {}),
          aliases: named ? spokenBy(key.value, dockerfile, instruction, isTrigger, instruction.start < firstStage) : [],
          message: messageFor(keyword, key.value, named),
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

/** Each looks for its uses. */
const MOST_FIXES = 50;

function messageFor(keyword: string, name: string, named: boolean): Report['message'] {
  if (!named) return ['The value of `{0}` has the form of a token', name];
  return keyword === 'ENV'
    ? ['`{0}` looks like a secret, and ENV keeps it in the image', name]
    : ['`{0}` looks like a secret, and ARG keeps it in the image’s history', name];
}

/** A switch, a path, a fingerprint of a public key. */
function holdsNone(value: string): boolean {
  if (/^(?:true|false|yes|no|on|off|none|0|1)$/i.test(value)) return true;
  return /^(?:\/[\w.-]+){2,}$/.test(value) || /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value);
}

const WORDS = 'apikey|auth|credentials?|key|password|pword|passwd|secret|token';
const BUILDKIT = new RegExp(`(?:_|^)(?:${WORDS})(?:_|$)`, 'i');
const TRIVY = new RegExp(`(?:_|^)(?:${WORDS}|usr|psw)(?:_|$)|^(?:AWS_ACCESS_KEY_ID|AZURE_CLIENT_ID)$`, 'i');

/** The ids of the peers that find a secret in this name; of several in one ARG hadolint sees the first. */
function spokenBy(
  name: string,
  { stages }: Dockerfile,
  instruction: Instruction,
  isTrigger: boolean,
  isGlobal: boolean,
): string[] {
  const inLast = instruction.start >= (stages.at(-1)?.start ?? Infinity);
  const open = /(?:_|^)public(?:_|$)/i.test(name);
  return [
    ...(/password|secret|token|private|api_key|access_key|username/i.test(name) &&
    (instruction.keyword === 'ENV' || instruction.pairs[0]?.key.value === name)
      ? ['hadolint:DL3064']
      : []),
    ...(BUILDKIT.test(name) && !open && !/(?:_|^)(?:file|version)(?:_|$)/i.test(name) && !isTrigger && !isGlobal
      ? ['buildkit:SecretsUsedInArgOrEnv']
      : []),
    ...(TRIVY.test(name) && !open && !isTrigger && inLast ? ['trivy:DS-0031'] : []),
  ];
}

/** The RUNs of the stage that use it get it from a secret of the build; undefined where something else uses it. */
function secretMount({ text, stages }: Dockerfile, instruction: Instruction, { key, value }: Pair): Fix | undefined {
  const name = key.value;
  const stage = stages.findLast(({ start }) => start <= instruction.start);
  if (!stage || value !== null || instruction.pairs.length !== 1 || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const users = usersOf(name, stage, instruction);
  if (users.length === 0 || users.length > 20 || users.some(({ keyword }) => keyword !== 'RUN')) return undefined;
  const mounts = users.map(({ keywordRange: { end } }) => ({
    start: end,
    end,
    text: ` --mount=type=secret,id=${name},env=${name}`,
  }));
  return {
    title: ['Take `{0}` from a secret (build with `--secret id={0}` in place of `--build-arg`)', name],
    safe: false,
    edits: [{ ...wholeLines(text, instruction), text: '' }, ...mounts],
  };
}

function usersOf(name: string, { instructions }: Stage, { end }: Instruction): Instruction[] {
  const used = new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}[^\\w])`);
  return instructions.filter((one) => one.start >= end && used.test(one.source.text));
}
