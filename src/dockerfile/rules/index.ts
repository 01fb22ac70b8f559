import type { Rule } from '../../lint/rule.ts';
import type { DockerfileSubject } from '../subject.ts';
import { addLocalFiles } from './add-local-files.ts';
import { dependenciesBeforeSource } from './dependencies-before-source.ts';
import { dynamicBinary } from './dynamic-binary.ts';
import { execForm } from './exec-form.ts';
import { goToolchainInFinalStage } from './go-toolchain-in-final-stage.ts';
import { noSecretsInVariables } from './no-secrets-in-variables.ts';
import { nonRootUser } from './non-root-user.ts';
import { pinnedBaseImage } from './pinned-base-image.ts';

/** Every Dockerfile rule; the order is that of the documentation. */
export const dockerfileRules: readonly Rule<DockerfileSubject>[] = [
  pinnedBaseImage,
  nonRootUser,
  noSecretsInVariables,
  addLocalFiles,
  execForm,
  dependenciesBeforeSource,
  goToolchainInFinalStage,
  dynamicBinary,
];
