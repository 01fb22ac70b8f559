import { expand } from './expand.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { globalScope, type Scope, setBy, type Variable } from './variables.ts';

/** One instruction of a stage, with the variables before it; those of the stage that it is based on are among them. */
export interface Scoped {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly scope: Scope;
}

/**
 * The wanted instructions of all stages in order. Each scope goes on changing: copy what is to be kept. `reads`: which of them are
 * about variables though none is written there.
 */
export function* everyScoped(
  dockerfile: Dockerfile,
  wanted: (instruction: Instruction) => boolean,
  reads: (instruction: Instruction) => boolean = () => false,
): Generator<Scoped> {
  const { escape, stages } = dockerfile;
  const isVariable = (instruction: Instruction) =>
    wanted(instruction) && (mayExpand(instruction) || reads(instruction));
  if (!stages.some(({ instructions }) => instructions.some(isVariable))) {
    for (const stage of stages) {
      for (const instruction of stage.instructions)
        if (wanted(instruction)) yield { stage, instruction, scope: UNUSED };
    }
    return;
  }
  const globals = globalScope(dockerfile);
  const lastChild = new Map(stages.map(({ base, index }) => [base, index]));
  const scopes: { readonly variables: Map<string, Variable>; readonly baseUnknown: boolean }[] = [];
  for (const stage of stages) {
    const base = stage.base === null ? undefined : scopes[stage.base];
    const image = base || !stage.image ? undefined : expand(stage.image.text, globals, escape);
    const baseUnknown = base ? base.baseUnknown : image?.toLowerCase() !== 'scratch';
    // The last stage that begins with them may go on with the variables of its base; the others copy them when they must.
    let shared = base !== undefined && lastChild.get(stage.base) !== stage.index;
    const inherited = base?.variables ?? new Map<string, Variable>();
    let scope = { variables: shared && lastChild.has(stage.index) ? new Map(inherited) : inherited, baseUnknown };
    shared &&= scope.variables === inherited;
    for (const instruction of stage.instructions) {
      if (wanted(instruction)) yield { stage, instruction, scope };
      if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
      if (shared) scope = { ...scope, variables: new Map(scope.variables) };
      shared = false;
      for (const variable of setBy(instruction, scope, globals, escape)) {
        const hidden = variable.kind === 'ARG' && scope.variables.get(variable.name)?.kind === 'ENV';
        if (!hidden) scope.variables.set(variable.name, variable);
      }
    }
    scopes.push(scope);
  }
}

/** Where nothing is expanded nobody has to know what is set. */
const UNUSED: Scope = { variables: new Map(), baseUnknown: true };

function mayExpand({ source, heredocs }: Instruction): boolean {
  return heredocs.length > 0 || /[$"'\\`]/.test(source.text);
}
