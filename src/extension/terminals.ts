import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';
import { clearScreen, terminalText } from './ansi.ts';

/** One run's output in a terminal; Ctrl+C, closing the terminal and the cancel token abort `signal`. */
export interface Output {
  readonly signal: AbortSignal;
  write(text: string): void;
  line(text: string): void;
  /** The run is over: the terminal stays to be read, and the next run of this title takes it over. */
  end(): void;
}

export interface Outputs extends Lifetime {
  open(title: string, options?: { readonly show?: boolean; readonly token?: vscode.CancellationToken }): Output;
  /** What the last terminal of this title shows, at most the last 100,000 characters. */
  text(title: string): string;
}

const KEPT_CHARACTERS = 100_000;

interface Tab {
  readonly terminal: vscode.Terminal;
  readonly writer: vscode.EventEmitter<string>;
  text: string;
  opened: boolean;
  running: AbortController | undefined;
}

export function createOutputs(): Outputs {
  const tabs = new Map<string, Tab>();
  return {
    open(title, { show = true, token } = {}) {
      const known = tabs.get(title);
      const tab = known && !known.running ? known : openTab(title, () => tabs.delete(title));
      tabs.set(title, tab);
      const abort = new AbortController();
      tab.running = abort;
      const subscription = token?.onCancellationRequested(() => {
        abort.abort();
      });
      if (known === tab) {
        tab.text = '';
        tab.writer.fire(clearScreen);
      }
      if (show) tab.terminal.show(true);
      const write = (text: string) => {
        tab.text = (tab.text + text).slice(-KEPT_CHARACTERS);
        if (tab.opened) tab.writer.fire(terminalText(text));
      };
      return {
        signal: abort.signal,
        write,
        line: (text) => {
          write(`${text}\n`);
        },
        end() {
          subscription?.dispose();
          tab.running = undefined;
        },
      };
    },
    text: (title) => tabs.get(title)?.text ?? '',
    dispose() {
      for (const tab of tabs.values()) tab.terminal.dispose();
    },
  };
}

function openTab(title: string, closed: () => void): Tab {
  const writer = new vscode.EventEmitter<string>();
  const pty: vscode.Pseudoterminal = {
    onDidWrite: writer.event,
    open() {
      tab.opened = true;
      writer.fire(terminalText(tab.text));
    },
    close() {
      tab.running?.abort();
      writer.dispose();
      closed();
    },
    handleInput(data) {
      if (data.includes('\u0003')) tab.running?.abort();
    },
  };
  const terminal = vscode.window.createTerminal({ name: title, pty, isTransient: true });
  const tab: Tab = { terminal, writer, text: '', opened: false, running: undefined };
  return tab;
}
