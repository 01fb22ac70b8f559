/** A grant as `groups | resources | verbs`, each with commas between; a fourth part names objects. */
export type Written = string;

const API = 'apiVersion: rbac.authorization.k8s.io/v1\n';

export function role(...grants: readonly Written[]): string {
  return `${API}kind: Role\nmetadata: { name: some, namespace: shop }\n${rules(grants)}`;
}

export function clusterRole(...grants: readonly Written[]): string {
  return `${API}kind: ClusterRole\nmetadata: { name: some }\n${rules(grants)}`;
}

export const ACCOUNT = '{ kind: ServiceAccount, name: ci, namespace: shop }';
export const USER = '{ kind: User, name: jane, apiGroup: rbac.authorization.k8s.io }';

/** The role, and a binding of its kind that hands it to the subject. */
export function bound(roleText: string, subject = ACCOUNT): string {
  const isCluster = roleText.includes('kind: ClusterRole\n');
  return `${roleText}---\n${isCluster ? clusterRoleBinding('some', subject) : roleBinding('Role', 'some', subject)}`;
}

/** A ClusterRole that a RoleBinding hands out in one namespace. */
export function boundHere(...grants: readonly Written[]): string {
  return `${clusterRole(...grants)}---\n${roleBinding('ClusterRole', 'some')}`;
}

export function clusterRoleBinding(name: string, subject = ACCOUNT, binding = 'give'): string {
  return `${API}kind: ClusterRoleBinding\nmetadata: { name: "${binding}" }\n${ref('ClusterRole', name)}subjects:\n  - ${subject}\n`;
}

export function roleBinding(kind: string, name: string, subject = ACCOUNT, namespace = 'shop'): string {
  return `${API}kind: RoleBinding\nmetadata: { name: give, namespace: ${namespace} }\n${ref(kind, name)}subjects:\n  - ${subject}\n`;
}

function ref(kind: string, name: string): string {
  return `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }\n`;
}

function rules(grants: readonly Written[]): string {
  if (grants.length === 0) return 'rules: []\n';
  return `rules:\n${grants.map(grant).join('')}`;
}

function grant(written: Written): string {
  const [groups = '', resources = '', verbs = '', names] = written.split('|').map(list);
  const limited = names === undefined ? '' : `    resourceNames: [${names}]\n`;
  return `  - apiGroups: [${groups}]\n    resources: [${resources}]\n    verbs: [${verbs}]\n${limited}`;
}

function list(written: string): string {
  return written
    .split(',')
    .map((one) => `"${one.trim()}"`)
    .join(', ');
}
