import type { ExpressionEngine, ExpressionFault } from '../cel/types.ts';
import type { CustomRule } from '../config/custom-rule.ts';
import { CEL_VARIABLES, celRule } from '../kubernetes/custom/cel-rule.ts';
import { templateRule } from '../kubernetes/custom/template-rule.ts';
import type { ManifestRule } from '../kubernetes/subject.ts';
import type { Report } from '../lint/rule.ts';

/** The rules that users wrote, ready to be asked, and what is wrong with those that cannot be, by configuration file. */
export interface CompiledRules {
  readonly rules: readonly ManifestRule[];
  readonly problems: ReadonlyMap<string, readonly Report[]>;
}

export function compileRules(written: readonly CustomRule[], { compile, matches }: ExpressionEngine): CompiledRules {
  const rules: ManifestRule[] = [];
  const problems = new Map<string, Report[]>();
  for (const rule of written) {
    const { check, file } = rule;
    if (check.form === 'template') {
      const made = templateRule(rule, check.template, check.parameters, matches);
      if (made) rules.push(made);
      continue;
    }
    const compiled = compile(check.expression, CEL_VARIABLES);
    if ('expression' in compiled) rules.push(celRule(rule, compiled.expression, check.fine));
    else problems.set(file, [...(problems.get(file) ?? []), reportOf(compiled.fault, check, rule.id)]);
  }
  return { rules, problems };
}

/** At its place in the expression where the file says it character by character, else at the expression. */
function reportOf(
  { start, end, message }: ExpressionFault,
  { at, isPlain, expression }: Extract<CustomRule['check'], { form: 'cel' }>,
  id: string,
): Report {
  const quote = isPlain && at.end - at.start > expression.length ? 1 : 0;
  const place = isPlain ? { start: at.start + quote + start, end: Math.min(at.start + quote + end, at.end) } : at;
  return { ...place, message: ['The expression of `{0}` cannot be read: {1}', id, message] };
}
