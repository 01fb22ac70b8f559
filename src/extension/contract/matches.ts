import * as vscode from 'vscode';
import type { MatchSetting } from '../../config/matches-setting.ts';
import type { Lifetime } from '../lifetime.ts';

/** Which container runs which program, as the user has said in this workspace; what `.gantry.yaml` says counts before it. */
export interface MatchStore extends Lifetime {
  all(): readonly MatchSetting[];
  /** `program`: folder of its main package; null: none of the workspace's. */
  remember(container: string, program: string | null): Promise<void>;
  forget(container: string): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

const KEY = 'gantry.matches';

export function createMatchStore(memory: vscode.Memento): MatchStore {
  const changes = new vscode.EventEmitter<void>();
  const all = () => memory.get<readonly MatchSetting[]>(KEY, []);
  const keep = async (matches: readonly MatchSetting[]) => {
    await memory.update(KEY, matches);
    changes.fire();
  };
  return {
    all,
    remember: (container, program) =>
      keep([...all().filter((one) => one.container !== container), { container, program }]),
    forget: (container) => keep(all().filter((one) => one.container !== container)),
    onDidChange: changes.event,
    dispose: () => {
      changes.dispose();
    },
  };
}
