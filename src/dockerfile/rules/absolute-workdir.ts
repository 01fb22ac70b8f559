import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { expand } from '../variables/expand.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { joinPath } from '../files/join-path.ts';
import type { DockerfileRule } from '../subject.ts';
import { everyScoped } from '../variables/scoped-stages.ts';

const RELATIVE = [
  'hadolint:DL3000',
  'trivy:DS-0009',
  'checkov:CKV_DOCKER_10',
  'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE',
];

export const absoluteWorkdir: DockerfileRule = {
  id: 'absolute-workdir',
  title: 'Give WORKDIR an absolute path',
  severity: 'warning',
  aliases: [...RELATIVE, 'buildkit:WorkdirRelativePath'],
  why: 'A relative WORKDIR begins at the folder that is set already. Where no earlier WORKDIR of the file has set it, that is the base image’s, which may change with its next version. After an absolute WORKDIR the result is certain, and a full path only easier to read.',
  exampleOf: 'dockerfile',
  about: ['WORKDIR'],
  examples: [
    {
      bad: 'FROM golang:1.26\nWORKDIR «src»\nUSER 65532',
      good: 'FROM golang:1.26\nWORKDIR /src\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nWORKDIR /src\nWORKDIR «./cmd/app»\nUSER 65532',
      good: 'FROM golang:1.26\nWORKDIR /src\nWORKDIR /src/cmd/app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23 AS a\nRUN true\nFROM a\nWORKDIR «"my app"»\nUSER 65532',
      good: 'FROM alpine:3.23 AS a\nWORKDIR C:\\app\nFROM a\nWORKDIR "$HOME/x"\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3000':
      'After another WORKDIR of the same stage, or of one it is based on, a relative one is a hint only.',
    'buildkit:WorkdirRelativePath':
      'A path with a drive, such as `C:\\app`, is absolute in the Windows images where it stands.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { escape, stages } = dockerfile;
    const folders = new Map<Stage, Folder>();
    for (const { stage, instruction, scope } of everyScoped(dockerfile, ({ keyword }) => keyword === 'WORKDIR')) {
      const [word] = instruction.words;
      if (!word) continue;
      const before = folders.get(stage) ?? inherited(stages, stage, folders);
      const path = expand(word.text, scope, escape);
      const known = before === undefined ? undefined : before.path;
      const absolute = isAbsolute(path ?? word.value);
      folders.set(stage, { path: path === undefined || absolute ? path : joined(known, path) });
      // What a variable begins is decided only with its value.
      if (absolute || path === '' || (path === undefined && word.value.startsWith('$'))) continue;
      const plain = /^[\w./-]+$/.test(word.text);
      const full = before === undefined ? joinPath('/', word.value) : joined(known, word.value);
      yield {
        ...rangeOf(word),
        ...(before === undefined ? {} : { severity: 'hint' }),
        aliases: [
          ...spokenBy(word.text, word.value),
          ...(before === undefined ? ['buildkit:WorkdirRelativePath'] : []),
        ],
        message:
          before === undefined
            ? ['`{0}` is relative to the folder of the base image', word.value]
            : ['`{0}` is relative to the WORKDIR above', word.value],
        ...(plain && full !== undefined
          ? {
              fixes: [
                {
                  title:
                    before === undefined
                      ? ['Write `{0}` (right if the base image’s folder is `/`)', full]
                      : ['Write `{0}`', full],
                  safe: before !== undefined,
                  edits: [{ ...rangeOf(word), text: full }],
                },
              ],
            }
          : {}),
      };
    }
  },
};

/** What the WORKDIRs so far have set; the path is undefined where the file does not decide it. */
interface Folder {
  readonly path: string | undefined;
}

/** The nearest folder that a stage begins with; undefined: no stage below it has set one. */
function inherited(stages: Dockerfile['stages'], stage: Stage, folders: Map<Stage, Folder>): Folder | undefined {
  let steps = 0;
  for (let base = stages[stage.base ?? -1]; base && steps < MOST_STAGES; base = stages[base.base ?? -1]) {
    const folder = folders.get(base);
    if (folder) return folder;
    steps++;
  }
  return undefined;
}

const MOST_STAGES = 100;

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.startsWith('\\');
}

function joined(folder: string | undefined, path: string): string | undefined {
  return folder?.startsWith('/') ? joinPath(folder, path) : undefined;
}

/** The ids of the peers that look at the text alone. */
function spokenBy(text: string, value: string): string[] {
  const variable = value.startsWith('$');
  // trivy's pattern is satisfied by a drive or a variable anywhere.
  const trivy = /^["']?\/[A-z0-9-_+]*|[A-z0-9-_+]:\\.*|\$[{}A-z0-9-_+].*/.test(text);
  return [
    ...(variable ? [] : ['hadolint:DL3000']),
    ...(trivy ? [] : ['trivy:DS-0009']),
    ...(/^"?(?:\/|[\w+-]:\\|\$[{}\w+-])/.test(text) ? [] : ['checkov:CKV_DOCKER_10']),
    ...(variable || /^[A-Za-z]\$/.test(value) ? [] : ['dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE']),
  ];
}
