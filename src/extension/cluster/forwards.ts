import * as vscode from 'vscode';
import type { Lifetime } from '../lifetime.ts';

/** A port forward that runs until it is stopped. */
export interface RunningForward {
  readonly label: string;
  readonly localPort: number;
  readonly stop: () => Promise<void>;
}

/** The port forwards of this window; all of them end with it. */
export interface Forwards extends Lifetime {
  add(forward: RunningForward): void;
  list(): readonly RunningForward[];
  stop(forward: RunningForward): Promise<void>;
}

export function createForwards(): Forwards {
  const running = new Set<RunningForward>();
  const changed = (): void => {
    void vscode.commands.executeCommand('setContext', 'gantry.forwarding', running.size > 0);
  };
  async function stop(forward: RunningForward): Promise<void> {
    running.delete(forward);
    changed();
    await forward.stop();
  }
  return {
    add(forward) {
      running.add(forward);
      changed();
    },
    list: () => [...running],
    stop,
    dispose() {
      for (const forward of running) void stop(forward);
    },
  };
}
