import type { Environment } from '@marcbachmann/cel-js';
import { createMatcher } from './patterns.ts';
import { Quantity, readQuantity } from './quantity.ts';

/** What Kubernetes adds to CEL, as far as manifests need it: quantities, RE2 patterns, lists, strings, URLs. */
export function addFunctions(environment: Environment): Environment {
  const matches = createMatcher();
  return environment
    .registerType('Quantity', Quantity)
    .registerFunction('quantity(string): Quantity', (text: string) => quantity(text))
    .registerFunction('isQuantity(string): bool', (text: string) => readQuantity(text) !== undefined)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.nanos > b.nanos)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.nanos < b.nanos)
    .registerFunction('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) =>
      a.nanos < b.nanos ? -1n : a.nanos > b.nanos ? 1n : 0n,
    )
    .registerFunction('Quantity.isInteger(): bool', (a: Quantity) => a.nanos % 1_000_000_000n === 0n)
    .registerFunction('Quantity.asInteger(): int', (a: Quantity) => a.nanos / 1_000_000_000n)
    .registerFunction('Quantity.asApproximateFloat(): double', (a: Quantity) => Number(a.nanos) / 1e9)
    .registerFunction('Quantity.sign(): int', (a: Quantity) => (a.nanos > 0n ? 1n : a.nanos < 0n ? -1n : 0n))
    .registerFunction('Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => new Quantity(a.nanos + b.nanos))
    .registerFunction('Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => new Quantity(a.nanos - b.nanos))
    .registerFunction('string.re2find(string): bool', matches)
    .registerFunction('re2find(string, string): bool', matches)
    .registerFunction('string.replace(string, string): string', (text: string, old: string, next: string) =>
      short(text).replaceAll(old, () => short(next)),
    )
    .registerFunction('string.charAt(int): string', (text: string, at: bigint) => text.charAt(Number(at)))
    .registerFunction('list.sum(): dyn', (list: readonly unknown[]) => sum(list))
    .registerFunction('list.min(): dyn', (list: readonly unknown[]) => extreme(list, -1))
    .registerFunction('list.max(): dyn', (list: readonly unknown[]) => extreme(list, 1))
    .registerFunction('list.isSorted(): bool', (list: readonly unknown[]) =>
      list.every((one, index) => index === 0 || compare(list[index - 1], one) <= 0),
    )
    .registerFunction('list.indexOf(dyn): int', (list: readonly unknown[], one: unknown) => BigInt(list.indexOf(one)))
    .registerFunction('list.lastIndexOf(dyn): int', (list: readonly unknown[], one: unknown) =>
      BigInt(list.lastIndexOf(one)),
    )
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text));
}

/** `matches` of the library runs patterns of JavaScript, which can take forever: expressions are rewritten to this, as long. */
export const MATCHES = 're2find';

const LONGEST = 100_000;

function short(text: string): string {
  if (text.length > LONGEST) throw new Error('the text is too long');
  return text;
}

function quantity(text: string): Quantity {
  const found = readQuantity(text);
  if (!found) throw new Error(`${JSON.stringify(text.slice(0, 100))} is no quantity`);
  return found;
}

function sum(list: readonly unknown[]): number | bigint {
  if (list.every((one) => typeof one === 'bigint')) return list.reduce((a, b) => a + b, 0n);
  return list.reduce<number>((a, b) => a + Number(b), 0);
}

function extreme(list: readonly unknown[], sign: 1 | -1): unknown {
  if (list.length === 0) throw new Error('the list is empty');
  return list.reduce((a, b) => (compare(a, b) * sign >= 0 ? a : b));
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a as string, b as string];
  return left < right ? -1 : left > right ? 1 : 0;
}
