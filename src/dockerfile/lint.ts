import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { withIgnores } from '../lint/unused-ignore.ts';
import { checkOptions, raised, withExperimental } from './check-options.ts';
import { dockerfileRules } from './rules/index.ts';
import type { DockerfileSubject } from './subject.ts';
import { suppressionsOf } from './suppressions.ts';
import { dockerfileSyntax } from './syntax.ts';
import { syntaxRule } from './syntax-report.ts';

const rules = [syntaxRule(dockerfileSyntax), ...dockerfileRules];

/** All findings in one Dockerfile. */
export function lintDockerfile(subject: DockerfileSubject, settings: LintSettings = {}): Finding[] {
  const { text, directives } = subject.dockerfile;
  const options = checkOptions(directives);
  const effective = withExperimental(settings, options, rules);
  const findings = raised(lint(subject, rules, effective), options);
  return withIgnores({ text, rules, findings, suppressions: suppressionsOf(subject.dockerfile) }, effective);
}
