import type { ShellRule } from '../rule.ts';

/** Every shell rule; the order is that of the documentation. */
export const shellRules: readonly ShellRule[] = [];
