import { expand } from '../variables/expand.ts';
import { parseImage } from '../stages/image.ts';
import type { Flag, Instruction, Stage } from '../model.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';
import { platformProblem } from '../stages/platform.ts';
import { wrongPart } from './reference-problem.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { unsetSignals } from '../stages/unset-signals.ts';
import { globalScopeOf } from '../variables/variables.ts';

const RULE = 'dockerfile-syntax';
const ORDER = 'copy-from-earlier-stage';

/** Images and platforms whose names cannot be, and stages that copy from themselves or from what comes later. */
export function* stageProblems(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  escape: string,
): Generator<SyntaxReport> {
  const globals = globalScopeOf(instructions, stages, escape);
  const value = (text: string) => expand(text, globals, escape);
  // Of two stages with one name the later one is meant, from wherever it is looked at.
  const byName = new Map(stages.flatMap((stage) => (stage.name ? [[stage.name.text.toLowerCase(), stage]] : [])));
  for (const stage of stages) {
    yield* imageProblems(stage, value);
    yield* platformProblems(stage, value);
    for (const { keyword, flags } of stage.instructions) {
      if (keyword !== 'COPY' && keyword !== 'RUN') continue;
      for (const flag of flags) {
        if (flag.name === 'from') yield* copyProblems(flag, stage, stages, byName);
        else if (flag.name === 'mount') yield* mountProblems(flag, stage, byName);
      }
    }
  }
  yield* unsetSignals(stages);
}

type Values = (text: string) => string | undefined;

function* imageProblems({ image, base, from }: Stage, value: Values): Generator<SyntaxReport> {
  if (!image || base !== null) return;
  const name = value(image.text);
  const told = { rule: 'valid-image-reference', start: image.start, end: image.end, aliases: [PARSE] };
  if (name === '') yield { ...told, message: ['`{0}` names no image', image.text] };
  else if (name !== undefined && !parseImage(name)) {
    const { length } = from.words;
    const part = length === 1 || length === 3 ? wrongPart(image) : undefined;
    const aliases = part ? peers(PARSE, 'INVALID_REFERENCE_FORMAT') : [PARSE];
    yield { ...told, ...part, message: ['`{0}` is no valid name of an image', name], aliases };
  }
}

function* platformProblems({ platform }: Stage, value: Values): Generator<SyntaxReport> {
  if (!platform || platform.value === '') return;
  const name = value(platform.value);
  const message = name === undefined ? undefined : platformProblem(name, platform.value);
  if (message) yield { rule: RULE, start: platform.start, end: platform.end, message, aliases: [PARSE] };
}

type StagesByName = ReadonlyMap<string, Stage>;

function* copyProblems(
  { value, start, end }: Flag,
  stage: Stage,
  stages: readonly Stage[],
  byName: StagesByName,
): Generator<SyntaxReport> {
  const reference = value?.value ?? '';
  if (reference === '' || reference.includes('$')) return;
  const told = { rule: RULE, start, end, aliases: [PARSE] };
  const numbered = /^\d+$/.test(reference);
  const named = byName.get(reference.toLowerCase()) ?? (numbered ? stages[Number(reference)] : undefined);
  if (named) yield* orderProblem(named, stage, told, reference);
  else if (numbered) {
    const aliases = [PARSE, 'hadolint:DL3022'];
    yield { ...told, rule: ORDER, message: ['There is no stage {0}', reference], aliases };
  } else if (value && /^[a-z0-9]/i.test(reference) && !parseImage(reference)) {
    const place = { start: value.start, end: value.end };
    yield { ...told, ...place, rule: 'flag-value', message: ['`{0}` is no name of a stage or an image', reference] };
  }
}

function* mountProblems(flag: Flag, stage: Stage, byName: StagesByName): Generator<SyntaxReport> {
  const { start, end } = flag;
  if (!flag.value?.value.includes('from')) return;
  const reference = mountValue(mountFields(flag), 'from') ?? '';
  if (reference === '' || reference.includes('$')) return;
  const named = byName.get(reference.toLowerCase());
  const told = { rule: RULE, start, end, aliases: [PARSE] };
  if (named) yield* orderProblem(named, stage, told, null);
  else if (!parseImage(reference)) {
    yield { ...told, message: ['`{0}` is no name of a stage or an image', reference] };
  }
}

/** `copied` is the name as COPY gives it, which is all that other linters look at. */
function* orderProblem(
  named: Stage,
  stage: Stage,
  told: Omit<SyntaxReport, 'message'>,
  copied: string | null,
): Generator<SyntaxReport> {
  const byName = copied !== null && !/^\d+$/.test(copied);
  if (named.index === stage.index) {
    const same = copied === stage.name?.text ? 'hadolint:DL3023' : 'hadolint:DL3022';
    const aliases = [...told.aliases, ...(byName ? [same, 'trivy:DS-0006'] : [])];
    yield { ...told, rule: ORDER, aliases, message: ['The stage copies from itself'] };
  } else if (named.index > stage.index) {
    const name = named.name?.text ?? String(named.index);
    const aliases = [...told.aliases, ...(copied === null ? [] : ['hadolint:DL3022'])];
    yield { ...told, rule: ORDER, aliases, message: ['The stage `{0}` comes later in the file', name] };
  }
}
