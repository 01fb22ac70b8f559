import type { Located, Manifest } from '../../kubernetes/model.ts';
import { podsSelectedBy } from '../../kubernetes/selectors/selected-pods.ts';
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
    return selectedBy(this.facts, this.#workspace).flatMap(({ manifest }) => this.#byManifest.get(manifest) ?? []);
  }
}

/** The objects whose pods a Service selects, as far as that is known. */
function selectedBy(service: ServiceFacts, workspace: Workspace): readonly Located[] {
  const known = workspace.once(nothingSelected);
  let selected = known.get(service);
  if (!selected) {
    const { object } = service;
    const pods = podsSelectedBy(workspace, object);
    selected = pods?.state === 'found' ? pods.objects : [];
    known.set(service, selected);
  }
  return selected;
}

const nothingSelected = () => new Map<ServiceFacts, readonly Located[]>();
