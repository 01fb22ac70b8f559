import { rangeOf } from '../../lint/range.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Range, Report } from '../../lint/rule.ts';
import { baseEnvironment, someImageSets } from '../stages/base-environment.ts';
import { expand } from '../variables/expand.ts';
import { heredocVariables, usedVariables, variablesOf } from '../variables/expanded-words.ts';
import type { Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import { insertLineBefore } from '../syntax/new-line.ts';
import { PLATFORM_VARIABLES } from '../variables/platform-variables.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { DockerfileRule } from '../subject.ts';
import { everyScoped } from '../variables/scoped-stages.ts';
import { globalScope } from '../variables/variables.ts';

export const undefinedVariable: DockerfileRule = {
  id: 'undefined-variable',
  title: 'Use only variables that are set',
  severity: 'warning',
  aliases: ['buildkit:UndefinedVar'],
  why: 'The build replaces a variable that neither ARG nor ENV sets by nothing, without a word: `COPY $DIR /app` then copies everything. An ARG before the first FROM is known in a stage only where the stage declares it again, and so are `TARGETARCH` and its like. In RUN the shell replaces variables, so they are no matter of this rule.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nARG SOURCE=web\nCOPY «$SOURSE» /srv/\nUSER 65532',
      good: 'FROM alpine:3.23\nARG SOURCE=web\nCOPY $SOURCE /srv/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'ARG VERSION=1.2\nFROM alpine:3.23\nLABEL org.opencontainers.image.version="v«${VERSION}»"\nUSER 65532',
      good: 'ARG VERSION=1.2\nFROM alpine:3.23\nARG VERSION\nLABEL org.opencontainers.image.version="v${VERSION}"\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nENV GOARCH=«$TARGETARCH»\nWORKDIR «$HOME»/src\nUSER 65532',
      good: 'FROM golang:1.26\nARG TARGETARCH\nENV GOARCH=$TARGETARCH\nWORKDIR $GOPATH/src\nRUN echo $HOME\nUSER 65532',
    },
    {
      bad: 'FROM registry.example.com/base:1 AS base\nENV A=1\nFROM registry.example.com/base:1\nENV B=«$A»\nUSER 65532',
      good: 'FROM registry.example.com/base:1\nENV B=$SET_BY_BASE C=\\$D\nWORKDIR $GOPATH/src\nUSER 65532',
    },
  ],
  differs: {
    'buildkit:UndefinedVar':
      'BuildKit reads the configuration of the base image from the registry. This rule knows the variables of common official images; on another base it speaks only of names that no image sets: those of ARG and ENV elsewhere in the file, of platforms, and typing errors of names that are set.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { text, escape } = dockerfile;
    const globals = globalScope(dockerfile).variables;
    let elsewhere: ReadonlySet<string> | undefined;
    const bases = new Map<Stage, readonly string[] | undefined>();
    let guesses = 0;
    for (const { stage, instruction, scope } of everyScoped(dockerfile, mayUse)) {
      const seen = new Set<string>();
      for (const use of undeclared(instruction, text, escape)) {
        const { name } = use;
        if (scope.variables.has(name) || ALWAYS.has(name) || seen.has(name)) continue;
        if (!bases.has(stage)) bases.set(stage, environment(dockerfile, stage, bases));
        const base = bases.get(stage);
        if (base ? base.includes(name) : someImageSets(name)) continue;
        const guess =
          scope.variables.size > MOST_NAMES || guesses++ > MOST_GUESSES
            ? undefined
            : similarWord(
                name,
                ['PATH', ...scope.variables.keys(), ...(base ?? [])].filter((one) => /^\w+$/.test(one)),
              );
        elsewhere ??= declared(dockerfile);
        const special = !/^[A-Za-z_]/.test(name);
        const platform = PLATFORM_VARIABLES.includes(name);
        if (!base && !special && !platform && !elsewhere.has(name) && guess === undefined) continue;
        seen.add(name);
        const fixes = special
          ? escaped(text, use, escape)
          : platform || globals.has(name)
            ? declaration(text, instruction, name)
            : guess === undefined
              ? []
              : spelling(text, use, name, guess);
        yield {
          ...rangeOf(use),
          ...(use.fallback ? { severity: 'info' } : {}),
          message: messageFor(name, globals.has(name) || platform, guess, special),
          ...(fixes.length > 0 ? { fixes } : {}),
        };
      }
    }
  },
};

const ALWAYS = new Set(['PATH', 'BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);
/** To look for similar names more often, or among more, costs more than it helps. */
const MOST_NAMES = 500;
const MOST_GUESSES = 200;

interface Use extends Range {
  readonly name: string;
  readonly fallback: boolean;
}

const EXPANDED = new Set(['ENV', 'LABEL', 'ARG', 'VOLUME', 'USER', 'WORKDIR', 'STOPSIGNAL', 'COPY', 'ADD']);

/** Cheap: most instructions have no variable that the build itself replaces. */
function mayUse({ keyword, source, flags, heredocs }: Instruction): boolean {
  if (keyword === 'RUN') return flags.some(({ name, value }) => name === 'mount' && value?.text.includes('$'));
  return EXPANDED.has(keyword) && (heredocs.length > 0 || source.text.includes('$'));
}

function* undeclared(instruction: Instruction, text: string, escape: string): Generator<Use> {
  if (instruction.keyword === 'ARG') {
    yield* ofArguments(instruction.pairs, escape);
    return;
  }
  for (const { name, part, start, end } of usedVariables(instruction, escape)) {
    yield { name, start, end, fallback: part.operator !== null && /[-+?]/.test(part.operator) };
  }
  for (const { name, start, end } of heredocVariables(instruction, text)) yield { name, start, end, fallback: false };
}

/** Each of several ARG sees those before it in the same instruction. */
function* ofArguments(pairs: readonly Pair[], escape: string): Generator<Use> {
  const before = new Set<string>();
  for (const { key, value } of pairs) {
    for (const { name, part, start, end } of value ? variablesOf(value, escape) : []) {
      if (!before.has(name)) yield { name, start, end, fallback: part.operator !== null };
    }
    before.add(key.value);
  }
}

function messageFor(name: string, elsewhere: boolean, guess: string | undefined, special: boolean): Report['message'] {
  if (special) return ['`${0}` is taken for a variable, and replaced by nothing', name];
  if (elsewhere) return ['`{0}` is not declared in this stage: it is replaced by nothing', name];
  if (guess !== undefined) return ['`{0}` is not set; did you mean `{1}`?', name, guess];
  return ['`{0}` is not set: it is replaced by nothing', name];
}

function declaration(text: string, instruction: Instruction, name: string): Fix[] {
  const edits = [insertLineBefore(text, instruction, `ARG ${name}`)];
  return [{ title: ['Declare `ARG {0}` in this stage (its value is then used)', name], safe: false, edits }];
}

function spelling(text: string, { start, end }: Range, name: string, guess: string): Fix[] {
  const at = text.slice(start, end).indexOf(name);
  if (at < 0) return [];
  const edits = [{ start: start + at, end: start + at + name.length, text: guess }];
  return [{ title: ['Write `{0}` (its value is then used)', guess], safe: false, edits }];
}

function escaped(text: string, { start }: Range, escape: string): Fix[] {
  if (text[start] !== '$') return [];
  const edits = [{ start, end: start, text: escape }];
  return [{ title: ['Write `{0}` to keep the dollar sign', `${escape}$`], safe: false, edits }];
}

/** Names that an ARG or ENV of the file sets. */
function declared({ instructions }: Dockerfile): Set<string> {
  return new Set(
    instructions
      .flatMap(({ keyword, pairs }) => (keyword === 'ARG' || keyword === 'ENV' ? pairs : []))
      .map(({ key }) => key.value),
  );
}

function environment(
  dockerfile: Dockerfile,
  stage: Stage,
  known: ReadonlyMap<Stage, readonly string[] | undefined>,
): readonly string[] | undefined {
  const { stages, escape } = dockerfile;
  let root = stage;
  for (let next = stages[root.base ?? -1]; next; next = stages[root.base ?? -1]) {
    if (known.has(next)) return known.get(next);
    root = next;
  }
  const globals = globalScope(dockerfile);
  return root.image ? baseEnvironment(expand(root.image.text, globals, escape)) : undefined;
}
