/** Parts of the language server that another extension may give already (`Features` in the server). */
export interface FieldHelp {
  readonly dockerfileCompletion: boolean;
  readonly dockerfileOutline: boolean;
  readonly kubernetesFields: boolean;
}

const DOCKERFILE_EXTENSIONS = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker', 'docker.docker'];
const KUBERNETES_EXTENSIONS = ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools'];

/** What is left to us: beside another extension that completes the same files, ours steps aside (`auto`). */
export function fieldHelp(coexist: string, isInstalled: (id: string) => boolean): FieldHelp {
  const dockerfile = coexist === 'always' || (coexist === 'auto' && DOCKERFILE_EXTENSIONS.some(isInstalled));
  const kubernetes = coexist === 'always' || (coexist === 'auto' && KUBERNETES_EXTENSIONS.some(isInstalled));
  return { dockerfileCompletion: !dockerfile, dockerfileOutline: !dockerfile, kubernetesFields: !kubernetes };
}
