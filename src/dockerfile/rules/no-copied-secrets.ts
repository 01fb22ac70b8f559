import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';
import type { Word } from '../../shell/source-text.ts';

export const noCopiedSecrets: DockerfileRule = {
  id: 'no-copied-secrets',
  title: 'Copy no files with secrets into the image',
  severity: 'warning',
  aliases: ['trivy:DS-0031'],
  why: 'Whoever can pull the image has every file in its layers, also those that a later instruction removes. Files that the build needs belong into `RUN --mount=type=secret`, those of the program into a Kubernetes Secret that is mounted. Stages that only build are not looked at.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY «.ssh/id_ed25519» /root/.ssh/\nCOPY app «.env» /app/\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nCOPY .netrc /root/\nFROM alpine:3.23\nCOPY id_ed25519.pub .env.example /app/\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nCOPY keys /keys\nENV «GOOGLE_APPLICATION_CREDENTIALS»=/keys/account.json\nUSER 65532',
      good: 'FROM alpine:3.23\nENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/account.json\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { stages } = dockerfile;
    const last = stages.at(-1);
    if (!last) return;
    for (const stage of lineage(stages, last).reverse()) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') yield* copied(instruction);
        else if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
          yield* named(dockerfile, instruction, last);
        }
      }
    }
  },
};

/** Files that hold secrets and nothing else, by the names that tools give them. */
const SECRET_FILE = new RegExp(
  `(?:^|/)(?:${[
    'id_(?:rsa|dsa|ecdsa|ed25519)',
    String.raw`\.(?:netrc|git-credentials|pgpass|pypirc|dockercfg|vault-token|htpasswd)`,
    String.raw`\.env(?:\.(?:local|prod|production|development|staging|secret|secrets))?`,
    String.raw`\.aws(?:/credentials)?`,
    String.raw`\.docker/config\.json`,
    String.raw`\.kube/config`,
    String.raw`\.ssh`,
    String.raw`[\w.-]+\.(?:p12|pfx|kdbx)`,
    String.raw`(?:client_secret|service-?account|credentials)[\w.-]*\.json`,
  ].join('|')})/?$`,
  'i',
);

/** Variables that tell a program where its credentials lie. */
const FILE_VARIABLES = [
  'GOOGLE_APPLICATION_CREDENTIALS',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'HF_TOKEN_PATH',
];
const TRIVY = new Set(['GOOGLE_APPLICATION_CREDENTIALS', 'AWS_CONFIG_FILE', 'HF_TOKEN_PATH']);

function* copied({ json, words, heredocs, keyword }: Instruction): Generator<Report> {
  const paths = json ?? words;
  const destination = paths.at(-1);
  for (const word of paths.slice(0, -1)) {
    const opens = heredocs.some(({ start }) => start === word.start);
    if (opens || !SECRET_FILE.test(word.value)) continue;
    yield {
      ...rangeOf(word),
      aliases: [],
      message: ['`{0}` mostly holds secrets, and the image keeps it', word.value],
    };
  }
  const name = destination?.value.replace(/^\$\{?(\w+)\}?$/, '$1') ?? '';
  if (destination && paths.length > 1 && destination.value.startsWith('$') && FILE_VARIABLES.includes(name)) {
    yield told(destination, name, keyword === 'COPY' && paths.length === 2 && destination.text === `$${name}`);
  }
}

/** A variable that leads to a file, where a COPY of the final stage puts one there. */
function* named({ stages }: Dockerfile, { pairs }: Instruction, last: Stage): Generator<Report> {
  for (const { key, value } of pairs) {
    if (!value || value.value === '' || !FILE_VARIABLES.includes(key.value)) continue;
    const puts = lineage(stages, last)
      .flatMap(({ instructions }) => instructions)
      .some((one) => one.keyword === 'COPY' && (one.json ?? one.words).length > 1 && leadsTo(one, value.value));
    if (puts)
      yield told(
        key,
        key.value,
        last.instructions.some(({ pairs: own }) => own.some((pair) => pair.key === key)),
      );
  }
}

function told(word: Word, name: string, byTrivy: boolean): Report {
  return {
    ...rangeOf(word),
    aliases: byTrivy && TRIVY.has(name) ? ['trivy:DS-0031'] : [],
    message: ['The file that `{0}` names is copied into the image', name],
  };
}

function leadsTo({ json, words }: Instruction, path: string): boolean {
  const destination = clean((json ?? words).at(-1)?.value ?? '');
  const file = clean(path);
  return destination !== '' && (file === destination || file.startsWith(`${destination}/`));
}

function clean(path: string): string {
  return path.replace(/^\.?\//, '').replace(/\/$/, '');
}
