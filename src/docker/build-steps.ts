import type { BuildStatus, Vertex } from './build-status.ts';
import type { BuildEvent } from './types.ts';

/** Turns BuildKit's progress messages, which repeat themselves, into events that say each thing once. */
export interface BuildSteps {
  readonly read: (status: BuildStatus) => BuildEvent[];
  /** Text of a step that had no end of line yet. */
  readonly rest: () => BuildEvent[];
  /** The step that failed by itself, not because another one did. */
  readonly failed: () => FailedStep | undefined;
}

export interface FailedStep {
  readonly name: string;
  readonly error: string;
  /** The last lines that it printed. */
  readonly output: string;
}

const LINES_KEPT = 40;

export function trackSteps(): BuildSteps {
  const states = new Map<string, 'started' | 'ended'>();
  const names = new Map<string, string>();
  const logs = new Map<string, StepLog>();
  const failures: Vertex[] = [];

  function step(vertex: Vertex): BuildEvent[] {
    const { digest, name, error } = vertex;
    names.set(digest, name);
    const state = states.get(digest);
    if (state === 'ended') return [];
    const events: BuildEvent[] = [];
    const ended = vertex.completed !== undefined || vertex.cached;
    if (state === undefined && vertex.started !== undefined && !vertex.cached) {
      events.push({ kind: 'step', id: digest, name, state: 'started' });
      states.set(digest, 'started');
    }
    if (!ended) return events;
    states.set(digest, 'ended');
    if (error !== '') failures.push(vertex);
    return [...events, ...logRest(digest), ending(vertex)];
  }

  function logRest(id: string): BuildEvent[] {
    const text = logs.get(id)?.flush() ?? '';
    return text === '' ? [] : [{ kind: 'log', id, text }];
  }

  return {
    read: (status) => [
      // Steps that start first, so that output never comes before its step; endings last.
      ...status.vertexes.filter(({ completed, cached }) => completed === undefined && !cached).flatMap(step),
      ...status.logs.flatMap(({ vertex, text }) => {
        const log = logs.get(vertex) ?? stepLog();
        logs.set(vertex, log);
        return log.add(text).map((line) => ({ kind: 'log', id: vertex, text: line }) as const);
      }),
      ...status.vertexes.filter(({ completed, cached }) => completed !== undefined || cached).flatMap(step),
      ...status.warnings.map(({ text, line }) => ({ kind: 'warning', text, ...(line && { line }) }) as const),
    ],
    rest: () => [...logs.keys()].flatMap(logRest),
    failed: () => {
      const vertex = failures.find(({ error }) => !/context canceled/.test(error)) ?? failures[0];
      if (vertex === undefined) return undefined;
      const output = logs.get(vertex.digest)?.last().join('\n') ?? '';
      return { name: names.get(vertex.digest) ?? vertex.name, error: vertex.error, output };
    },
  };
}

function ending({ digest, name, cached, started, completed, error }: Vertex): BuildEvent {
  const seconds = started === undefined || completed === undefined ? undefined : (completed - started) / 1000;
  const timing = seconds === undefined || cached ? {} : { seconds };
  if (error !== '') return { kind: 'step', id: digest, name, state: 'failed', ...timing, error };
  return { kind: 'step', id: digest, name, state: cached ? 'cached' : 'done', ...timing };
}

interface StepLog {
  /** Whole lines that the piece completes. */
  readonly add: (piece: Uint8Array) => string[];
  readonly flush: () => string;
  readonly last: () => readonly string[];
}

function stepLog(): StepLog {
  const decoder = new TextDecoder();
  let rest = '';
  let last: string[] = [];
  const keep = (lines: string[]): string[] => {
    last = [...last, ...lines].slice(-LINES_KEPT);
    return lines;
  };
  return {
    add: (piece) => {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      return keep(lines.map(shown));
    },
    flush: () => {
      const [line = ''] = rest === '' ? [] : keep([shown(rest)]);
      rest = '';
      return line;
    },
    last: () => last,
  };
}

/** A program that redraws its line with carriage returns: what one would see in the end. */
function shown(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
