import { URI } from 'vscode-uri';
import { known, writeBaseline } from '../project/baseline.ts';
import type { BaselineParams, BaselineResult } from './protocol.ts';
import type { Session } from './session.ts';

/** All findings of a folder as a report that later ones are held against. */
export async function baselineOf(session: Session, { folder }: BaselineParams): Promise<BaselineResult> {
  const { project } = await session.projectAt(`${URI.parse(folder).fsPath}/.gantry.yaml`);
  const files = [...project.files()].filter((file) => !project.ignores(file)).sort();
  const findings = files.flatMap((file) => project.allFindings(file).map((finding) => known(file, finding)));
  return { text: writeBaseline(findings), findings: findings.length };
}
