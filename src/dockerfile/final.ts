import { effective } from './effective.ts';
import type { Dockerfile, Instruction, Stage, Word } from './model.ts';
import type { Range } from '../lint/rule.ts';
import { expand, globalScope, scopeAt } from './variables.ts';
import { lineage } from './stages.ts';

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
  /** As written in the last USER, variables resolved; null = none. */
  readonly user: { readonly value: string | undefined; readonly range: Range } | null;
  /** Values of ENV where the file decides them. */
  readonly env: ReadonlyMap<string, { readonly value: string | undefined; readonly range: Range }>;
  readonly labels: ReadonlyMap<string, string>;
}

export interface ExposedPort extends Range {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Facts of the last stage; undefined where there is no FROM. */
export function finalStage(dockerfile: Dockerfile): FinalStage | undefined {
  const stage = dockerfile.stages.at(-1);
  if (!stage) return undefined;
  const scope = scopeAt(dockerfile, stage);
  const own = lineage(dockerfile.stages, stage)
    .reverse()
    .flatMap(({ instructions }) => instructions);
  const entry = effective(own, 'ENTRYPOINT') ?? effective(own, 'CMD');
  const user = effective(own, 'USER');
  const userWord = user?.words[0];
  return {
    stage,
    from: { start: stage.from.start, end: stage.from.end },
    baseImage: baseImage(dockerfile, stage),
    ports: own.filter(({ keyword }) => keyword === 'EXPOSE').flatMap((one) => portsOf(dockerfile, stage, one)),
    entrypoint: entry?.json ?? null,
    entrypointRange: entry ? { start: entry.start, end: entry.end } : null,
    shellForm: entry !== undefined && entry.json === null,
    user: userWord ? { value: expand(userWord.value, scope, dockerfile.escape), range: userWord } : null,
    env: new Map(
      [...scope.values()]
        .filter(({ kind }) => kind === 'ENV')
        .map(({ name, value, pair }) => [name, { value, range: pair.value ?? pair.key }]),
    ),
    labels: new Map(
      own
        .filter(({ keyword }) => keyword === 'LABEL')
        .flatMap(({ pairs }) => pairs)
        .map(({ key, value }) => [key.value, expand(value?.value ?? '', scope, dockerfile.escape) ?? '']),
    ),
  };
}

/** The image that a stage's lineage begins with, variables resolved by the global ARGs' defaults. */
export function baseImage(dockerfile: Dockerfile, stage: Stage): string | undefined {
  const root = lineage(dockerfile.stages, stage).at(-1);
  if (!root?.image) return undefined;
  const image = expand(root.image.value, globalScope(dockerfile), dockerfile.escape);
  return image === '' ? undefined : image;
}

function portsOf(dockerfile: Dockerfile, stage: Stage, { words, start }: Instruction): ExposedPort[] {
  const scope = scopeAt(dockerfile, stage, start);
  return words.flatMap((word) => {
    const value = expand(word.value, scope, dockerfile.escape);
    const [, port, protocol = 'tcp'] = /^(\d+)(?:\/(tcp|udp))?$/i.exec(value ?? '') ?? [];
    if (port === undefined) return [];
    return [
      {
        start: word.start,
        end: word.end,
        port: Number(port),
        protocol: protocol.toLowerCase() === 'udp' ? ('udp' as const) : ('tcp' as const),
      },
    ];
  });
}
