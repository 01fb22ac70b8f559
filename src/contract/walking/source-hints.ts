import type { Hint } from '../../lint/editing.ts';
import { code } from '../../lint/markdown.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import { asEffective } from '../ports/listening.ts';
import { saidInLayers } from './through-charts.ts';

/** Behind a listener that settings move: the ports that it has in the end. Others say theirs themselves. */
export function sourceHints(file: string, range: Range, contract: Contract): Hint[] {
  const ports = new Map<number, Map<number, Message[]>>();
  for (const program of contract.at(file).programs) {
    for (const listener of program.listens) {
      const { end, configuredBy } = listener;
      if (listener.file !== file || configuredBy.length === 0 || end < range.start || end > range.end) continue;
      const lines = saidInLayers(contract, (layer, nameOf) =>
        layer.contract.containersOf(program).flatMap((container) => {
          const port = asEffective(listener, container.listeners)?.port ?? null;
          return port === null ? [] : [{ port, name: nameOf(container) }];
        }),
      );
      for (const { port, name } of lines) {
        const here = ports.get(end) ?? new Map<number, Message[]>();
        ports.set(end, here);
        const line: Message = ['{0} listens on {1}', code(name), port];
        here.set(port, [...(here.get(port) ?? []), line]);
      }
    }
  }
  return [...ports].map(([offset, found]) => ({
    offset,
    label: [...found.keys()]
      .sort((a, b) => a - b)
      .map((port) => `:${port}`)
      .join(' '),
    markdown: [...found.values()].flat(),
  }));
}
