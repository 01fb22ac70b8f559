import type { CommandContext } from './command.ts';

/** `gantry.showLog()` */
export function showLogCommand({ log }: CommandContext) {
  return (): Promise<void> => {
    log.show();
    return Promise.resolve();
  };
}
