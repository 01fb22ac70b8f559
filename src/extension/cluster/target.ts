import * as vscode from 'vscode';
import type { Lifetime } from '../lifetime.ts';
import { Problem } from '../../words/problem.ts';
import type { Clusters } from './clusters.ts';

/** Where a deploy goes and what the status bar shows. */
export interface Target {
  readonly context: string;
  readonly namespace: string;
}

export interface TargetStore extends Lifetime {
  /** What the user chose in this workspace, or what the kubeconfig named when it was read; undefined before either. */
  chosen(): Target | undefined;
  /** The chosen target, else the kubeconfig's current context. Throws a Problem where there is none. */
  current(): Promise<Target>;
  use(target: Target): Promise<void>;
  readonly onDidChange: vscode.Event<Target>;
}

const KEY = 'gantry.target';

export function createTargetStore(memory: vscode.Memento, clusters: Clusters): TargetStore {
  const changes = new vscode.EventEmitter<Target>();
  let read: Target | undefined;
  const chosen = () => memory.get<Target>(KEY) ?? read;
  return {
    chosen,
    async current() {
      const contexts = await clusters.contexts();
      const wanted = chosen();
      if (wanted && contexts.some(({ name }) => name === wanted.context)) return wanted;
      const current = contexts.find((context) => context.current);
      if (!current) {
        throw new Problem({
          kind: 'no-kubeconfig',
          what: ['No cluster is chosen'],
          why: ['The kubeconfig names no current context'],
          next: ['Set a context first'],
        });
      }
      const before = read;
      read = { context: current.name, namespace: current.namespace };
      if (before?.context !== read.context || before.namespace !== read.namespace) changes.fire(read);
      return read;
    },
    async use(target) {
      await memory.update(KEY, target);
      changes.fire(target);
    },
    onDidChange: changes.event,
    dispose() {
      changes.dispose();
    },
  };
}
