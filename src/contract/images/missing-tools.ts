import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { goBuilds } from '../../dockerfile/commands/go-builds.ts';
import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { lineage, stageNamed } from '../../dockerfile/stages/stages.ts';
import { type Tool, toolOf } from '../../dockerfile/commands/tool-packages.ts';
import { type Command, programName } from '../../shell/commands.ts';
import { baseName } from './image-name.ts';
import { firstFolder } from '../../dockerfile/stages/working-folder.ts';

/** What a base image has of tools: a package manager brings more, or there is none. */
export type ToolBase = 'alpine' | 'debian' | 'none';

/** Null: of another image nobody knows what is in it. */
export function toolBase(base: string | undefined): ToolBase | null {
  if (base === 'scratch') return 'none';
  const image = base === undefined ? undefined : parseImage(base);
  if (!image) return null;
  const tag = image.tag ?? '';
  if (image.registry === 'gcr.io') return baseFacts(base).plain && !tag.includes('debug') ? 'none' : null;
  const name = officialName(image);
  if (name === 'alpine') return 'alpine';
  return name === 'debian' || name === 'ubuntu' ? 'debian' : null;
}

/** What BusyBox or the base image of Ubuntu or an older Debian has, too; what two releases have under different names. */
const MAY_BE_THERE: Readonly<Record<ToolBase, RegExp>> = {
  alpine: /^(?:wget|unzip|ip|nslookup|xz|python|[gm]*magick|zstd|7z|iptables)$/,
  debian: /^(?:gpg2?|ps|top|python3?|magick|openssl|fusermount3?)$/,
  none: /^openssl$/,
};

/** The package that brings a tool to a base; null: none does, but it is not there either. Undefined: it may be there. */
export function missingPackage(command: string, base: ToolBase): string | null | undefined {
  const tool: Tool | undefined = toolOf(command);
  if (!tool || MAY_BE_THERE[base].test(baseName(command))) return undefined;
  return base === 'none' ? null : (tool[base] ?? undefined);
}

/** Packages that bring no tool but those that people install them for. */
const PLAIN_PACKAGES: ReadonlySet<string> = new Set(
  [
    'ca-certificates tzdata libc6-compat gcompat musl libgcc libstdc++ libstdc++6 zlib icu-libs libpq libpq5',
    'tini dumb-init su-exec gosu bash procps git openssh-client curl wget rsync jq',
    'netcat-openbsd iputils iputils-ping bind-tools dnsutils sqlite sqlite3 sqlite-libs libsqlite3-0',
    'tar gzip zstd pigz lz4 xz xz-utils bzip2 unzip zip poppler-utils ffmpeg tesseract-ocr graphviz',
  ].flatMap((line) => line.split(' ')),
);
const POSTGRES_CLIENT = /^postgresql\d*-client$/;

/** Commands that leave no new program behind. */
const HARMLESS =
  /^(?:rm|rmdir|mkdir|chown|chmod|chgrp|touch|echo|printf|true|set|cd|\[|test|adduser|addgroup|useradd|groupadd|usermod|deluser|sed|cat|id|export|update-ca-certificates|apt-mark|setcap|date)$/;
const MANAGERS = /^(?:apk|apt|apt-get)$/;

const BIN_FOLDERS = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

/** Whether anything that the stage is made of, above its base, may be or bring the tool. */
export function mayBring(dockerfile: Dockerfile, stage: Stage, command: string): boolean {
  const mentioned = mentionOf(command);
  let folder = firstFolder(dockerfile, stage);
  for (const owner of lineage(dockerfile.stages, stage).reverse()) {
    for (const instruction of owner.instructions) {
      const { keyword, words, source, pairs } = instruction;
      if (keyword === 'WORKDIR') folder = resolvePath(words[0]?.value ?? '', folder);
      if (keyword === 'ENV' && pairs.some(({ key }) => key.value === 'PATH')) return true;
      if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') continue;
      if (mentioned.test(source.text) || instruction.heredocs.length > 0) return true;
      if (
        keyword === 'RUN' ? !isHarmless(dockerfile, instruction) : copiesTools(dockerfile, owner, instruction, folder)
      )
        return true;
    }
  }
  return false;
}

/** The tool or a package that brings it. */
function mentionOf(command: string): RegExp {
  const name = baseName(command);
  const { alpine, debian } = toolOf(command) ?? {};
  // The certificates of older releases need openssl to make their index.
  const names = [name, alpine, debian, name === 'openssl' ? 'ca-certificates' : null];
  const words = names.flatMap((one) => one?.replace(/[^\w-]/g, '\\$&') ?? []).join('|');
  return new RegExp(`(?:^|[^\\w-])(?:${words})(?![\\w-])`);
}

/** Whether a RUN leaves nothing behind but folders, users that it names, and packages that bring what they are called after. */
export function isHarmless(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const commands = commandsOf(dockerfile, instruction);
  return (
    commands.length > 0 &&
    commands.every((command) => HARMLESS.test(programName(command)) || makesFolders(command) || isPlain(command))
  );
}

/** `install -d` makes folders, as `mkdir` does. */
function makesFolders(command: Command): boolean {
  return programName(command) === 'install' && command.words.some(({ value }) => value === '-d');
}

/** A call of a package manager that brings only what it names. */
function isPlain(command: Command): boolean {
  if (!MANAGERS.test(programName(command))) return false;
  const [action = '', ...packages] = command.words
    .slice(1)
    .map(({ value }) => value)
    .filter((word) => !word.startsWith('-'));
  if (!/^(?:add|install)$/.test(action)) return !/^(?:build-dep|satisfy|fix)$/.test(action);
  return packages
    .map((word) => word.replace(/[=<>~@].*$/, ''))
    .every((name) => PLAIN_PACKAGES.has(name) || POSTGRES_CLIENT.test(name));
}

/** Whether a copy may put programs with names of their own where programs are looked for. */
function copiesTools(
  dockerfile: Dockerfile,
  owner: Stage,
  instruction: Instruction,
  folder: string | undefined,
): boolean {
  const copy = copyOf(instruction);
  if (!copy) return false;
  const destination = resolvePath(copy.destination, folder);
  if (destination === undefined) return true;
  const holds = BIN_FOLDERS.some(
    (bin) => bin === destination || bin.startsWith(`${destination === '/' ? '' : destination}/`),
  );
  if (!holds) return false;
  if (copy.from === undefined || instruction.keyword === 'ADD') return true;
  const from = stageNamed(dockerfile.stages, copy.from, owner.index);
  const built = from ? goBuilds(dockerfile, from).flatMap(({ outputs }) => outputs ?? []) : [];
  // One file whose name is not that of the tool.
  return !copy.sources.every((source) => built.includes(source) || /\.(?:crt|pem|zip|ya?ml|json|txt)$/.test(source));
}
