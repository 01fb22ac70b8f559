import type { Configuration } from '../../go/configuration-file.ts';
import type { Program } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import { type ConfigurationFault, configurationFaults } from '../configuration/configuration-faults.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { configuredDeployment, decodingFiles } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { type ConfigurationText, quotedAs, rewritten } from '../configuration/configuration-text.ts';
import { configurationSource } from '../configuration/own-configuration.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { referrersTo } from '../takers.ts';

type Unknown = ConfigurationFault & { readonly kind: 'unknown' };

export const configurationKeyRead: ContractRule = {
  id: 'configuration-key-read',
  title: 'Give a configuration file the keys that the program takes',
  severity: 'info',
  aliases: [],
  why: 'A key that no field takes does nothing: the program goes on with its default, and whoever changes the file wonders why. Decoders that are strict end the program instead. Where its name is one slip away from a key that the program takes, that is what was meant. Nothing is said where several programs read the file, or where not all that one takes is known.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: configuredDeployment('timeout: 30s', '«listenAddr»: :8080'),
      good: configuredDeployment('timeout: 30s', 'listen_addr: :8080'),
      fixed: true,
      files: decodingFiles(),
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    // Commands share a file, and each takes its part.
    const { whole: program, configuration } = container;
    if (!program?.configuration) return;
    for (const text of configuration ?? []) {
      const found = [...configurationFaults(text.root, program.configuration, text.text)];
      const unknown = found.filter((fault) => fault.kind === 'unknown');
      if (unknown.length === 0 || isOfOthers(text, container, contract)) continue;
      for (const fault of unknown) yield faultOf(fault, text, program, program.configuration);
    }
  },
};

function faultOf(
  { path, entry, meant }: Unknown,
  text: ConfigurationText,
  { name }: Program,
  { isStrict, ...decoded }: Configuration,
): Fault {
  const place = { file: text.file, ...text.placeOf(entry.keyRange) };
  if (meant) {
    const key = quotedAs(text, entry.keyRange, meant.name);
    return {
      sides: [
        { ...place, message: ['`{0}` takes no `{1}` from its configuration file, but `{2}`', name, path, meant.name] },
      ],
      related: [inSource(meant, ['takes `{0}` here', meant.name])],
      severity: isStrict === true ? 'error' : 'warning',
      repairs: rewritten(text, entry.keyRange, ['Change to `{0}`', meant.name], key),
    };
  }
  return {
    sides: [{ ...place, message: ['`{0}` takes no `{1}` from its configuration file', name, path] }],
    related: [inSource(decoded, ['reads its configuration file here'])],
    ...(isStrict === true && { severity: 'error' as const }),
  };
}

/** Whether anything else may take what the object holds: a container of another program, or of one that nobody knows. */
function isOfOthers({ object, file }: ConfigurationText, { whole }: ContractContainer, contract: Contract): boolean {
  if (!object) return contract.go.programs.some((one) => one !== whole && configurationSource(one) === file);
  const referrers = referrersTo(object, contract.workspace);
  if (!referrers) return true;
  return referrers.some(({ object: from, reference }) => {
    const before = contract.initContainers.filter(({ facts }) => facts.object.manifest === from.manifest);
    const containers = [...contract.containersIn(from), ...before];
    const isOther = (one: ContractContainer) => one.whole !== whole && mounts(one, reference.target.name);
    return reference.via !== 'volume' || containers.length === 0 || containers.some(isOther);
  });
}

function mounts({ facts }: ContractContainer, configMap: string): boolean {
  const volumes = items(at(facts.pod.spec, 'volumes')).filter(
    (one) => textAt(at(one, 'configMap'), 'name') === configMap,
  );
  const names = volumes.map((one) => textAt(one, 'name'));
  return items(at(facts.container.field, 'volumeMounts')).some((one) => names.includes(textAt(one, 'name')));
}
