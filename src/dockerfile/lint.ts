import type { Finding } from '../lint/finding.ts';
import { byPosition, lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { withIgnores } from '../lint/unused-ignore.ts';
import { rulesByTopic } from './asked-rules.ts';
import { checkOptions, raised, withExperimental } from './syntax/check-options.ts';
import { shellRules } from '../shell/rules/index.ts';
import { QUIETER_THAN } from './quieter-than-peers.ts';
import { dockerfileRules } from './rules/index.ts';
import { shellFindings } from './commands/shell-findings.ts';
import { shellCheckFindings } from './commands/shellcheck.ts';
import type { DockerfileSubject } from './subject.ts';
import { suppressionsOf } from './suppressions.ts';
import { dockerfileSyntax } from './refused/syntax.ts';
import { syntaxRule } from './refused/syntax-report.ts';

const rules = [syntaxRule(dockerfileSyntax), ...dockerfileRules];
const allRules = [...rules, ...shellRules];
const rulesFor = rulesByTopic(rules);

/** All findings in one Dockerfile. */
export function lintDockerfile(subject: DockerfileSubject, settings: LintSettings = {}): Finding[] {
  const { text, directives } = subject.dockerfile;
  const options = checkOptions(directives);
  const effective = withExperimental(settings, options, rules);
  const found = [
    ...lint(subject, rulesFor(subject.dockerfile), effective),
    ...shellFindings(subject.dockerfile, effective),
  ];
  // It is not among the rules of which ignores are held to silence something: they would not while it is being asked.
  if (subject.shellCheck) found.push(...shellCheckFindings(subject.dockerfile, subject.shellCheck, effective));
  found.sort(byPosition);
  const findings = raised(found, options);
  const suppressions = suppressionsOf(subject.dockerfile);
  return withIgnores({ text, rules: allRules, findings, suppressions, quieterThan: QUIETER_THAN }, effective);
}
