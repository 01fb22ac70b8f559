import type { ListFolder } from '../dockerfile/files/file-tree.ts';
import { lintDockerfile } from '../dockerfile/lint.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { dockerfileRules } from '../dockerfile/rules/index.ts';
import type { GoProject, Program } from '../go/project.ts';
import { createWorkspace } from '../kubernetes/workspace.ts';
import type { TextEdit } from '../lint/fix.ts';
import type { Message } from '../words/message.ts';
import { createManifestFacts } from './containers/manifest-facts.ts';
import { joinContract } from './join.ts';
import { createContractLint } from './lint.ts';
import { contractRules } from './rules/index.ts';

/** What does not work of a Dockerfile: its build, the start of its container, or a part of what the program does there. */
export type Breaks = 'build' | 'start' | 'part';

export interface DockerfileFault {
  /** The rule that found it; absent: none did. */
  readonly rule?: string;
  readonly breaks: Breaks;
  readonly message: Message;
  /** Where it is in the Dockerfile. */
  readonly start: number;
  /** What mends it within the Dockerfile; null: nothing that is known. */
  readonly edits: readonly TextEdit[] | null;
}

export interface FaultInputs {
  readonly go: GoProject;
  /** The one that the Dockerfile is to run. */
  readonly program: Program;
  readonly file: string;
  readonly dockerfile: Dockerfile;
  readonly list: ListFolder;
  readonly read: (file: string) => string | undefined;
}

/** Rules that say of themselves what fails only for some of what they find. */
const BREAKS: Readonly<Record<string, Breaks>> = {
  'go-image-version': 'build',
  'copy-source-exists': 'build',
  'copy-ignored-file': 'build',
  'copy-from-earlier-stage': 'build',
  'cgo-enabled': 'start',
  'c-library-in-image': 'start',
  'runtime-file-in-image': 'part',
  'tool-in-image': 'part',
};

const ASKED = contractRules.filter(({ id, about, fails }) => about === 'image' && (fails ?? BREAKS[id]) !== undefined);

/**
 * What is certain not to work of a Dockerfile, by the rules across files and those of Dockerfiles, whatever a user's settings
 * and comments say: as it is built from the root, without arguments, and with nothing that is not in the repository.
 */
export function dockerfileFaults(inputs: FaultInputs): readonly DockerfileFault[] {
  return [...acrossFiles(inputs), ...withinFile(inputs)].sort((a, b) => a.start - b.start);
}

function acrossFiles({ go, program, file, dockerfile, list, read }: FaultInputs): DockerfileFault[] {
  const contract = joinContract({
    ...{ go, list, dockerfiles: new Map([[file, dockerfile]]) },
    ...{ workspace: createWorkspace(), manifests: createManifestFacts(), sourceOf: read },
  });
  const found = createContractLint(contract, ASKED).faults(contract.at(file));
  return found.flatMap(({ rule: id, fault, subject }) => {
    if (subject.about !== 'image' || subject.it.program !== program) return [];
    const rule = ASKED.find((one) => one.id === id);
    const breaks = breaksOf(id, rule?.fails);
    const side = fault.sides.find((one) => one.file === file);
    if (!breaks || !side || (breaks !== 'part' && (fault.severity ?? rule?.severity) !== 'error')) return [];
    const changes = fault.repairs?.[0]?.changes ?? [];
    const own = changes.flatMap((change) => ('edits' in change && change.file === file ? [change.edits] : []));
    const isOwn = own.length > 0 && own.length === changes.length;
    return [{ rule: id, breaks, message: side.message, start: side.start, edits: isOwn ? own.flat() : null }];
  });
}

function withinFile({ file, dockerfile, list, read }: FaultInputs): DockerfileFault[] {
  const ignoreFile = read(`${file}.dockerignore`) ?? read('.dockerignore') ?? null;
  return lintDockerfile({ dockerfile, file, list, ignoreFile }).flatMap(({ rule: id, severity, ...finding }) => {
    const rule = dockerfileRules.find((one) => one.id === id);
    const breaks = id === 'dockerfile-syntax' ? 'build' : rule && breaksOf(id, rule.fails);
    if (!breaks || severity !== 'error') return [];
    const [fix] = finding.fixes ?? [];
    const edits = fix && !fix.others ? fix.edits : null;
    return [{ rule: id, breaks, message: finding.message, start: finding.start, edits }];
  });
}

function breaksOf(id: string, fails: 'parse' | 'build' | 'start' | undefined): Breaks | undefined {
  return fails === 'parse' ? 'build' : (fails ?? BREAKS[id]);
}
