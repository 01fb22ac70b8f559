import { isThreshold, type HadolintConfig } from '../config/hadolint-config.ts';
import { isLabelType, type LabelSchema } from '../config/label-schema.ts';
import { UsageError } from './door.ts';

/** What hadolint's environment variables say; what says nothing is absent. A value that hadolint refuses is a UsageError. */
export function hadolintVariables(env: NodeJS.ProcessEnv): HadolintConfig {
  const list = (name: string) => listOf(env[`HADOLINT_${name}`]);
  const flag = (name: string) => /^(?:1|y|yes|t|true|on)$/i.test(env[`HADOLINT_${name}`] ?? '');
  const threshold = env['HADOLINT_FAILURE_THRESHOLD'] ?? '';
  if (threshold !== '' && !isThreshold(threshold)) {
    throw new UsageError([
      'HADOLINT_FAILURE_THRESHOLD is one of error, warning, info, style, ignore, none, not {0}',
      threshold,
    ]);
  }
  const ignored = list('IGNORE');
  const registries = list('TRUSTED_REGISTRIES');
  const labels = list('REQUIRE_LABELS');
  const override = Object.fromEntries(
    (['error', 'warning', 'info', 'style'] as const)
      .map((level) => [level, list(`OVERRIDE_${level.toUpperCase()}`)] as const)
      .filter(([, ids]) => ids.length > 0),
  );
  return {
    ...(ignored.length > 0 ? { ignored } : {}),
    ...(Object.keys(override).length > 0 ? { override } : {}),
    ...(registries.length > 0 ? { trustedRegistries: registries } : {}),
    ...(labels.length > 0 ? { labelSchema: labelSchema(labels) } : {}),
    ...(flag('STRICT_LABELS') ? { strictLabels: true } : {}),
    ...(flag('DISABLE_IGNORE_PRAGMA') ? { disableIgnorePragma: true } : {}),
    ...(flag('NOFAIL') ? { noFail: true } : {}),
    ...(threshold === '' ? {} : { failureThreshold: threshold }),
  };
}

/** `maintainer:text` */
function labelSchema(written: readonly string[]): LabelSchema {
  const schema: Record<string, LabelSchema[string]> = {};
  for (const label of written) {
    const colon = label.lastIndexOf(':');
    const type = label.slice(colon + 1);
    if (colon < 1 || !isLabelType(type))
      throw new UsageError(['HADOLINT_REQUIRE_LABELS is like maintainer:text, not {0}', label]);
    schema[label.slice(0, colon)] = type;
  }
  return schema;
}

function listOf(written: string | undefined): string[] {
  return (written ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
