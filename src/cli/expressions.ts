import type { Project } from '../project/project.ts';

/** Gives a project what reads the expressions that users wrote; it is loaded only for them. */
export async function loadExpressions(project: Project): Promise<void> {
  if (!project.wantsExpressions()) return;
  const { createExpressionEngine } = await import('../cel/engine.ts');
  project.setExpressions(createExpressionEngine());
}
