import type { ShellRule } from './rule.ts';
import { literalBrace } from './rules/literal-brace.ts';
import { quoteAcrossLines } from './rules/quote-across-lines.ts';
import { shellSyntax } from './rules/shell-syntax.ts';

/** What is told of a script that no shell can read, too. */
export const syntaxRules: readonly ShellRule[] = [shellSyntax, literalBrace, quoteAcrossLines];
