import type { Answer, ExpressionEngine } from '../../cel/types.ts';
import type { Report, RuleInfo, Severity } from '../../lint/rule.ts';
import { at, items, textAt, toPlain } from '../fields.ts';
import type { Field, Located, Manifest } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import type { ManifestRule, ManifestSubject } from '../subject.ts';
import type { Workspace } from '../workspace.ts';
import { isAbout } from './admission-match.ts';
import { groupAndVersion } from './resources.ts';

/** The rule under which what ValidatingAdmissionPolicies of the workspace say is reported. */
export const admissionPolicy: RuleInfo = {
  id: 'admission-policy',
  title: 'Keep the admission policies of the workspace',
  severity: 'warning',
  aliases: [],
  why: 'A ValidatingAdmissionPolicy that is bound lets the API server refuse what breaks it. Policies and bindings among the files are asked of the objects beside them. Nothing is said where an expression needs parameters, the user or what the API server fills in.',
  examples: [],
  exampleOf: 'workspace',
};

const POLICY = 'ValidatingAdmissionPolicy';
const VARIABLES = ['object', 'oldObject', 'request', 'namespaceObject', 'variables'];
/** Nobody knows these outside of a cluster. */
const UNKNOWN = /\b(?:params|authorizer|request\s*\.\s*(?:userInfo|options|uid|dryRun))\b/;

/** Whether there are any; only then an engine is needed. */
export function hasPolicies(workspace: Workspace): boolean {
  return workspace.inNamespace(POLICY, '').length > 0;
}

/** Rules made of the policies of a workspace: what they say of other objects, and what in them is no expression. */
export function policyRule(workspace: Workspace, engine: ExpressionEngine): ManifestRule | undefined {
  const policies = workspace.inNamespace(POLICY, '');
  if (policies.length === 0) return undefined;
  const bindings = workspace.inNamespace(`${POLICY}Binding`, '');
  const bound = policies.map((policy) => ({
    policy,
    bindings: bindings.filter(({ manifest }) => textAt(manifest.root, 'spec', 'policyName') === policy.manifest.name),
  }));
  return {
    ...admissionPolicy,
    *check(subject) {
      if (subject.manifest.kind === POLICY) yield* faultsIn(subject.manifest, engine);
      // A policy is never asked about policies.
      if (subject.manifest.kind.startsWith(POLICY)) return;
      for (const one of bound) yield* ask(one.policy, one.bindings, subject, engine);
    },
  };
}

function* faultsIn({ root }: Manifest, { compile }: ExpressionEngine): Generator<Report> {
  const lists = ['validations', 'variables', 'matchConditions', 'auditAnnotations'];
  for (const list of lists) {
    for (const item of items(at(root, 'spec', list))) {
      for (const key of ['expression', 'messageExpression', 'valueExpression']) {
        const field = at(item, key);
        const text = textAt(field);
        if (!field || text === undefined) continue;
        const compiled = compile(text, VARIABLES);
        if ('expression' in compiled || !compiled.fault.isSyntax) continue;
        yield {
          start: field.start,
          end: field.end,
          message: ['This is no expression: {0}', compiled.fault.message],
          severity: 'error',
        };
      }
    }
  }
}

function* ask(
  policy: Located,
  bindings: readonly Located[],
  { manifest, workspace }: ManifestSubject,
  engine: ExpressionEngine,
): Generator<Report> {
  const spec = at(policy.manifest.root, 'spec');
  if (!isAbout(at(spec, 'matchConstraints'), manifest, workspace)) return;
  const binding = bindings.find(({ manifest: one }) =>
    isAbout(at(one.root, 'spec', 'matchResources'), manifest, workspace),
  );
  if (!binding) return;
  const asked = questioner(spec, manifest, workspace, engine);
  for (const condition of items(at(spec, 'matchConditions'))) {
    const answer = asked(textAt(condition, 'expression'));
    if (!answer || 'error' in answer || answer.value !== true) return;
  }
  for (const validation of items(at(spec, 'validations'))) {
    const expression = at(validation, 'expression');
    const answer = asked(textAt(expression));
    if (!expression || !answer || 'error' in answer || answer.value !== false) continue;
    const said = asked(textAt(validation, 'messageExpression'));
    const text = said && 'value' in said && typeof said.value === 'string' ? said.value : textAt(validation, 'message');
    yield {
      ...objectPlace(manifest),
      message: [
        'The policy `{0}` does not let `{1}` in: {2}',
        policy.manifest.name,
        manifest.name,
        (text ?? textAt(expression) ?? '').slice(0, 1000).trim(),
      ],
      severity: severityOf(binding.manifest),
      related: [
        {
          file: policy.file.file,
          start: expression.start,
          end: expression.end,
          message: ['The policy says so here'],
        },
      ],
    };
  }
}

function severityOf({ root }: Manifest): Severity {
  const actions = items(at(root, 'spec', 'validationActions')).map((action) => textAt(action));
  if (actions.includes('Deny') || actions.length === 0) return 'warning';
  return actions.includes('Warn') ? 'info' : 'hint';
}

/** Asks expressions of one object; undefined where one needs what nobody knows here. */
function questioner(
  spec: Field | undefined,
  manifest: Manifest,
  workspace: Workspace,
  { compile }: ExpressionEngine,
): (text: string | undefined) => Answer | undefined {
  const namespace = workspace.find('Namespace', '', manifest.namespace === '' ? 'default' : manifest.namespace);
  const values: Record<string, unknown> = {
    object: toPlain(manifest.root),
    oldObject: null,
    request: requestOf(manifest),
    ...(namespace ? { namespaceObject: toPlain(namespace.manifest.root) } : {}),
  };
  const variables: Record<string, unknown> = {};
  const unknown = new Set<string>();
  const ask = (text: string | undefined): Answer | undefined => {
    if (text === undefined || UNKNOWN.test(text) || (!namespace && text.includes('namespaceObject'))) return undefined;
    for (const name of unknown) if (new RegExp(`\\bvariables\\s*\\.\\s*${name}\\b`).test(text)) return undefined;
    const compiled = compile(text, VARIABLES);
    return 'fault' in compiled ? undefined : compiled.expression.evaluate({ ...values, variables });
  };
  for (const variable of items(at(spec, 'variables'))) {
    const name = textAt(variable, 'name');
    if (name === undefined || !/^\w+$/.test(name)) continue;
    const answer = ask(textAt(variable, 'expression'));
    if (answer && 'value' in answer) variables[name] = answer.value;
    else unknown.add(name);
  }
  return ask;
}

function requestOf({ apiVersion, kind, name, namespace }: Manifest): unknown {
  const { group, version } = groupAndVersion(apiVersion);
  return { operation: 'CREATE', name, namespace, kind: { group, version, kind } };
}
