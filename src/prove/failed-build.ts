import { inFolder, joinFolder } from '../go/paths.ts';
import type { Program } from '../go/project.ts';
import type { Message } from '../words/message.ts';
import { absentEmbed } from './absent-embeds.ts';
import { absentLibrary } from './absent-libraries.ts';
import type { ProofPlace, Verdict } from './types.ts';
import { failed, needs } from './verdict.ts';

type BuiltProgram = Pick<Program, 'moduleDir' | 'packageFiles' | 'absentEmbeds'>;

interface Cause {
  readonly words: Message;
  /** The file of the project that is responsible, as Go writes it; absent: the instruction is. */
  readonly file?: string | undefined;
  readonly line?: number;
}

/**
 * Why a build failed, as what its last step wrote or the engine says tells, and the line that is responsible for it.
 * `instruction`: where it stopped, which is all that is left where neither tells.
 */
export function failedBuild(program: BuiltProgram, output: string, said: string, instruction: ProofPlace): Verdict {
  const lacking = absentEmbed(program, output);
  if (lacking !== undefined) {
    return needs(['It needs `{0}`, which the source embeds and nothing in the repository makes', lacking], instruction);
  }
  const library = absentLibrary(output);
  if (library !== undefined) {
    const words: Message = [
      'The stage that builds lacks the C library `{0}`: install the package that brings it',
      library,
    ];
    return failed(words, instruction);
  }
  for (const [sign, causeOf] of SIGNS) {
    const match = sign.exec(output) ?? sign.exec(said);
    if (!match) continue;
    const { words, file, line = 1 } = causeOf(match);
    const path = file === undefined ? null : pathOf(file, program);
    return failed(words, path === null ? instruction : { file: path, line });
  }
  return failed(['{0}', said], instruction);
}

/** Go names files from where it runs: the module's folder, or that of go.work. */
function pathOf(file: string, { moduleDir, packageFiles }: BuiltProgram): string | null {
  if (/^go\.(?:mod|sum)$/.test(file)) return inFolder(moduleDir, file);
  const folders = new Set(packageFiles.map((one) => joinFolder(one, '..')));
  const paths = [joinFolder(moduleDir, file), joinFolder('.', file)];
  return paths.find((path) => path !== null && folders.has(joinFolder(path, '..'))) ?? null;
}

const UNREACHED = /(?:dial tcp|net\/http|tls|EOF|proxyconnect|context deadline|read tcp)/.source;

/** What Go, git and engines say, and what it means; the first that is there decides. */
const SIGNS: readonly (readonly [sign: RegExp, causeOf: (match: RegExpExecArray) => Cause])[] = [
  [
    new RegExp(`"https?://([^/"]+)/v2/([^"]+)/manifests/([^"]+)": ${UNREACHED}`),
    ([, registry = '', name = '', tag = '']) => ({
      words: ['`{0}` is not on the engine, and its registry `{1}` cannot be reached', imageName(name, tag), registry],
    }),
  ],
  [
    new RegExp(`Get "https?://([^/"]+)/[^"]*/@(?:v/[^"]*|latest)": ${UNREACHED}`),
    ([, proxy = '']) => ({
      words: [
        'The module proxy `{0}` cannot be reached from the build: `--build-arg GOPROXY=…` names another, `--network host` builds in the network of this machine',
        proxy,
      ],
    }),
  ],
  [
    /(\S+@v\S+): reading https?:\/\/([^/\s]+)\/\S*\/@v\/\S+: (?:403|404|410) /,
    ([, module = '', proxy = '']) => ({
      words: [
        'The module proxy `{0}` does not serve `{1}`: a private module needs `--build-arg GOPRIVATE=…` and a login',
        proxy,
        module,
      ],
      file: 'go.mod',
    }),
  ],
  [
    /fatal: (?:could not read Username for '([^']+)'|Authentication failed for '([^']+)')/,
    ([, asked, refused]) => ({
      words: [
        'The build has no login for `{0}`, where a private module lies: `--secret netrc=…` gives it one',
        asked ?? refused ?? '',
      ],
    }),
  ],
  [
    /fatal: unable to access '([^']+)': Could not resolve host/,
    ([, address = '']) => ({ words: ['`{0}` cannot be reached from the build', address] }),
  ],
  [
    /^go: (?:\S*\/)?go\.mod requires go >= (\S+) \(running go (\S+?);/m,
    ([, wanted = '', present = '']) => ({
      words: ['go.mod asks for Go {0}, and the image that builds has {1}', wanted, present],
    }),
  ],
  [
    /^go: errors parsing (?:\S*\/)?go\.mod:\n(?:\S*\/)?go\.mod:(\d+)(?::\d+)?: (.+)/m,
    ([, line = '', why = '']) => ({ words: ['go.mod cannot be read: {0}', why], file: 'go.mod', line: Number(line) }),
  ],
  [/missing go\.sum entry for module providing package (\S+)/, goSumLacks],
  [/^go: (\S+@v\S+): missing go\.sum entry/m, goSumLacks],
  [
    /^(?:(\S+\.go):(\d+):\d+: )?no required module provides package ([^\s;:]+)/m,
    ([, file, line, name = '']) => ({
      words: ['go.mod requires no module that has `{0}`: `go mod tidy` adds it', name],
      file,
      line: Number(line ?? 1),
    }),
  ],
  [
    /^go: updates to go\.mod needed/m,
    () => ({ words: ['go.mod is not what the source needs: `go mod tidy` mends it'], file: 'go.mod' }),
  ],
  [
    /^((?:\.{1,2}\/)*[\w.-][\w./-]*\.go):(\d+):\d+: (.+)$/m,
    ([, file, line, why = '']) => ({ words: ['The source does not compile: {0}', why], file, line: Number(line) }),
  ],
];

function goSumLacks([, named = '']: RegExpExecArray): Cause {
  return { words: ['go.sum lacks `{0}`: `go mod tidy` adds it', named], file: 'go.mod' };
}

function imageName(name: string, tag: string): string {
  return `${name.replace(/^library\//, '')}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}
