import type { Message } from '../../words/message.ts';
import { parseQuantity } from '../pods/quantity.ts';

/** A quantity of CPU or of bytes in other units; undefined where it says nothing new, or is none. */
export function explainQuantity(resource: string, text: string): Message | undefined {
  const amount = parseQuantity(text)?.value;
  if (amount === undefined || amount < 0) return undefined;
  if (resource === 'cpu') return cpu(amount);
  if (!/^(?:memory|storage|ephemeral-storage|sizeLimit|hugepages-.+)$/.test(resource)) return undefined;
  if (amount > 0 && amount < 1) return ['Less than one byte: `m` is a thousandth; `Mi` is a mebibyte'];
  return ['{0} bytes: {1} or {2}', grouped(amount), inUnits(amount, 1024, BINARY), inUnits(amount, 1000, DECIMAL)];
}

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function cpu(amount: number): Message {
  return [
    '{0} of a CPU core, {1} milli-CPU: {2} ms in every 100 ms',
    rounded(amount),
    rounded(amount * 1000),
    rounded(amount * 100),
  ];
}

/** `67.1 MB` */
function inUnits(amount: number, base: number, units: readonly string[]): string {
  let value = amount;
  let index = 0;
  while (value >= base && index < units.length - 1) {
    value /= base;
    index++;
  }
  return `${rounded(value)} ${units[index] ?? ''}`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
