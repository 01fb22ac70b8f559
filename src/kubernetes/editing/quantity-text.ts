import type { Message } from '../../words/message.ts';

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number behind a quantity of Kubernetes; undefined for what is none. */
export function amountOf(text: string): number | undefined {
  const [, number, suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(n|u|m|k|[KMGTPE]i?)?$/.exec(text) ?? [];
  const factor = FACTORS[suffix];
  return number === undefined || factor === undefined || suffix === 'K' ? undefined : Number(number) * factor;
}

/** A quantity of CPU or of bytes in other units; undefined where it says nothing new, or is none. */
export function explainQuantity(resource: string, text: string): Message | undefined {
  const amount = amountOf(text);
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
export function inUnits(amount: number, base: number, units: readonly string[]): string {
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
