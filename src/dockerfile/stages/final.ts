import { effective } from './effective.ts';
import { expand } from '../variables/expand.ts';
import { parsePort } from '../syntax/expose.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Range } from '../../lint/rule.ts';
import { lineage } from './stages.ts';
import { globalScope, type Scope, scopedInstructions } from '../variables/variables.ts';

/** What the image that a build makes by default is: others (contract, code lens) join on it. */
export interface FinalStage {
  readonly stage: Stage;
  /** The FROM instruction. */
  readonly from: Range;
  /** The image at the root of the lineage, variables resolved; undefined where the file does not decide it. */
  readonly baseImage: string | undefined;
  readonly ports: readonly ExposedPort[];
  /** Words of the program: ENTRYPOINT, else CMD; null for the shell form. */
  readonly entrypoint: readonly Word[] | null;
  readonly entrypointRange: Range | null;
  /** Shell form: a shell is the first process. */
  readonly shellForm: boolean;
  /** Words of CMD where there is an ENTRYPOINT, too; null for the shell form or none. */
  readonly arguments: readonly Word[] | null;
  /** As written in the last USER, variables resolved; null = none. */
  readonly user: { readonly value: string | undefined; readonly range: Range } | null;
  /** Values of ENV where the file decides them. */
  readonly env: ReadonlyMap<string, { readonly value: string | undefined; readonly range: Range }>;
  readonly labels: ReadonlyMap<string, string>;
}

export interface ExposedPort extends Range {
  readonly port: number;
  /** Set for a range such as `7000-7010`. */
  readonly lastPort?: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Facts of the last stage; undefined where there is no FROM. */
export function finalStage(dockerfile: Dockerfile): FinalStage | undefined {
  return dockerfile.once(readFinalStage);
}

function readFinalStage(dockerfile: Dockerfile): FinalStage | undefined {
  const stage = dockerfile.stages.at(-1);
  if (!stage) return undefined;
  const ports: ExposedPort[] = [];
  const labels = new Map<string, string>();
  const own: Instruction[] = [];
  let user: FinalStage['user'] = null;
  let env: FinalStage['env'] = new Map();
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    if (instruction === null) env = environment(scope);
    else own.push(instruction);
    if (instruction?.keyword === 'EXPOSE') ports.push(...portsOf(instruction, scope, dockerfile.escape));
    if (instruction?.keyword === 'USER') user = userOf(instruction, scope, dockerfile.escape) ?? user;
    if (instruction?.keyword !== 'LABEL') continue;
    for (const { key, value } of instruction.pairs) {
      labels.set(key.value, expand(value?.text ?? '', scope, dockerfile.escape) ?? '');
    }
  }
  const entrypoint = effective(own, 'ENTRYPOINT');
  const command = effective(own, 'CMD');
  const entry = entrypoint ?? command;
  return {
    stage,
    from: { start: stage.from.start, end: stage.from.end },
    baseImage: baseImage(dockerfile, stage),
    ports,
    entrypoint: entry?.json ?? null,
    entrypointRange: entry ? { start: entry.start, end: entry.end } : null,
    shellForm: entry !== undefined && entry.json === null,
    arguments: entrypoint ? (command?.json ?? null) : null,
    user,
    env,
    labels,
  };
}

/** The image that a stage's lineage begins with, variables resolved by the global ARGs' defaults. */
export function baseImage(dockerfile: Dockerfile, stage: Stage): string | undefined {
  const known = dockerfile.once(noImages);
  if (!known.has(stage)) known.set(stage, readBaseImage(dockerfile, stage));
  return known.get(stage);
}

const noImages = () => new Map<Stage, string | undefined>();

function readBaseImage(dockerfile: Dockerfile, stage: Stage): string | undefined {
  const root = lineage(dockerfile.stages, stage).at(-1);
  if (!root?.image) return undefined;
  const image = expand(root.image.text, globalScope(dockerfile), dockerfile.escape);
  return image === '' ? undefined : image;
}

function environment({ variables }: Scope): FinalStage['env'] {
  const set = [...variables.values()].filter(({ kind }) => kind === 'ENV');
  return new Map(set.map(({ name, value, pair }) => [name, { value, range: pair.value ?? pair.key }]));
}

function userOf({ words }: Instruction, scope: Scope, escape: string): FinalStage['user'] {
  const [word] = words;
  return word ? { value: expand(word.text, scope, escape), range: { start: word.start, end: word.end } } : null;
}

function portsOf({ words }: Instruction, scope: Scope, escape: string): ExposedPort[] {
  return words.flatMap(({ text, start, end }) => {
    const port = parsePort(expand(text, scope, escape) ?? '');
    if (!port || port.protocol === 'sctp') return [];
    const { first, last, protocol } = port;
    return [{ start, end, port: first, ...(last > first ? { lastPort: last } : {}), protocol }];
  });
}
