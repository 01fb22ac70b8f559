import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { Rule } from '../lint/rule.ts';
import type { LintSettings } from '../lint/settings.ts';
import { dockerfileRules } from './rules/index.ts';
import type { DockerfileSubject } from './subject.ts';
import { suppressionsOf } from './suppressions.ts';
import { dockerfileSyntax } from './syntax.ts';

const syntaxRule: Rule<DockerfileSubject> = { ...dockerfileSyntax, check: ({ dockerfile }) => dockerfile.syntax };
const rules = [syntaxRule, ...dockerfileRules];

/** All findings in one Dockerfile. */
export function lintDockerfile(subject: DockerfileSubject, settings: LintSettings = {}): Finding[] {
  return lint(subject, rules, settings, suppressionsOf(subject.dockerfile));
}
