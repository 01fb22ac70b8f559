import type { Message } from '../../words/message.ts';

/** Signals that programs are stopped with, the usual first. */
export const STOP_SIGNALS: readonly (readonly [name: string, about: Message])[] = [
  ['SIGTERM', ['Asks the program to end. The default.']],
  ['SIGINT', ['As Ctrl+C: Node.js, Python and many command lines end on it.']],
  ['SIGQUIT', ['nginx and PHP-FPM finish what they are doing; Go prints all goroutines and exits with 2.']],
  ['SIGHUP', ['Many programs read their configuration again.']],
  ['SIGUSR1', ['What the program makes of it.']],
  ['SIGUSR2', ['What the program makes of it.']],
  ['SIGWINCH', ['Apache httpd finishes what it is doing.']],
  ['SIGKILL', ['Ends the program at once: it can finish nothing.']],
  ['SIGRTMIN+3', ['systemd shuts down.']],
];

export const SHELL_FORMS: readonly string[] = [
  '["/bin/bash", "-o", "pipefail", "-c"]',
  '["/bin/bash", "-euo", "pipefail", "-c"]',
  '["/bin/ash", "-eo", "pipefail", "-c"]',
  '["/bin/sh", "-c"]',
  '["powershell", "-Command", "$ErrorActionPreference = \'Stop\'; $ProgressPreference = \'SilentlyContinue\';"]',
  '["cmd", "/S", "/C"]',
];
