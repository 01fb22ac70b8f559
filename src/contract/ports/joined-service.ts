import type { Manifest } from '../../kubernetes/model.ts';
import { podSelectorOf } from '../../kubernetes/selectors/selector-index.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ServiceFacts } from '../containers/containers.ts';
import type { ContractContainer, ContractService } from '../contract.ts';

export class JoinedService implements ContractService {
  readonly facts: ServiceFacts;
  readonly #workspace: Workspace;
  readonly #byManifest: ReadonlyMap<Manifest, readonly ContractContainer[]>;
  #containers: readonly ContractContainer[] | undefined;

  constructor(
    facts: ServiceFacts,
    workspace: Workspace,
    byManifest: ReadonlyMap<Manifest, readonly ContractContainer[]>,
  ) {
    this.facts = facts;
    this.#workspace = workspace;
    this.#byManifest = byManifest;
  }

  get containers(): readonly ContractContainer[] {
    return (this.#containers ??= this.#selected());
  }

  #selected(): readonly ContractContainer[] {
    const { object } = this.facts;
    const selector = podSelectorOf(object.manifest);
    const pods = selector && this.#workspace.podsOf(selector, object);
    if (pods?.state !== 'found') return [];
    return pods.objects.flatMap(({ manifest }) => this.#byManifest.get(manifest) ?? []);
  }
}
