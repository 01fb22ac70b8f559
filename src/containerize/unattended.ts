import type { Files } from '../go/files.ts';
import type { GoProject } from '../go/project.ts';
import { decide } from './decision.ts';
import { plan } from './plan.ts';
import type { Choices, Decision, Plan, Question } from './plan-types.ts';
import { OTHER_PORT } from './settings/port-configuration.ts';

export interface UnattendedPlan {
  readonly planned: Plan;
  /** What was left out, because the source does not decide it and nobody was there to say it. */
  readonly leftOut: readonly Question[];
}

/** A plan where nobody can be asked: an image needs no port, so one that the source leaves open is left out, never guessed. */
export async function planUnattended(project: GoProject, files: Files, choices: Choices): Promise<UnattendedPlan> {
  const planned = await plan(project, files, choices);
  const open = planned.questions.filter(({ proposal }) => proposal === null);
  if (open.length === 0 || open.some(({ id }) => id !== 'port')) return { planned, leftOut: [] };
  const without = await plan(project, files, { ...choices, port: null });
  return { planned: { ...without, decisions: without.decisions.map(unchosen) }, leftOut: open };
}

/** Nobody said that the program does not listen. */
function unchosen(decision: Decision): Decision {
  if (decision.what !== 'port' || decision.chosen !== 'none') return decision;
  return decide(['port'], ['none'], ['The source leaves it open, and none was chosen'], { alternatives: [OTHER_PORT] });
}
