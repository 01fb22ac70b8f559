import { plan } from '../../src/containerize/plan.ts';
import type { Choices } from '../../src/containerize/plan-types.ts';
import type { GoModule, Program } from '../../src/go/project.ts';
import { filesOf, module, program, project, source } from './facts.ts';

export interface Shape {
  readonly program?: Partial<Program>;
  readonly module?: Partial<GoModule>;
  readonly choices?: Choices;
  readonly files?: Readonly<Record<string, string>>;
}

/** The Dockerfile that is written for a project. */
export async function dockerfile(shape: Shape = {}): Promise<string> {
  const facts = project({ modules: [module(shape.module)], programs: [program(shape.program)] });
  const { files } = await plan(facts, filesOf(shape.files ?? source), shape.choices ?? {});
  return files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
}
