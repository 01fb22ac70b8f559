import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { type ConfigurationFault, configurationFaults } from '../configuration/configuration-faults.ts';
import { configuredDeployment, decodingFiles } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { type ConfigurationText, rewritten } from '../configuration/configuration-text.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { likelyValues, wantedMessage } from '../variables/value-type.ts';

type Misfit = Exclude<ConfigurationFault, { readonly kind: 'unknown' }>;

export const configurationValueFits: ContractRule = {
  id: 'configuration-value-fits',
  title: 'Write values in a configuration file that the program can decode',
  severity: 'warning',
  aliases: [],
  why: 'A field of the program is a number, a switch, a duration or a section. What the file has there is something else: the decoder fails, and most programs end with its error as they start. Durations of Go have a unit, `30s`; numbers in quotes are texts.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: configuredDeployment('timeout: «30 seconds»'),
      good: configuredDeployment('timeout: 30s'),
      fixed: true,
      files: decodingFiles(),
    },
  ],
  about: 'container',
  initToo: true,
  *check({ whole: program, configuration }) {
    if (!program?.configuration) return;
    for (const text of configuration ?? []) {
      for (const fault of configurationFaults(text.root, program.configuration, text.text)) {
        if (fault.kind !== 'unknown') yield faultOf(fault, text, program);
      }
    }
  },
};

function faultOf(fault: Misfit, text: ConfigurationText, program: Program): Fault {
  const place = { file: text.file, ...text.placeOf(fault.field) };
  return {
    sides: [{ ...place, message: messageOf(fault, program) }],
    related: [inSource(fault.key, ['takes `{0}` here', fault.key.name])],
    repairs: likely(fault).flatMap((next) => rewritten(text, fault.field, ['Change to `{0}`', next], next)),
  };
}

function messageOf(fault: Misfit, { name }: Program): Message {
  switch (fault.kind) {
    case 'type':
      return wantedMessage(name, fault.path, String(fault.field.value), fault.wanted);
    case 'quoted':
      return ['`{0}` wants no text for `{1}`, and in quotes this is one', name, fault.path];
    case 'section':
      return ['`{0}` takes keys below `{1}`, and here are none', name, fault.path];
    case 'text':
      return ['`{0}` takes one value for `{1}`, and no keys below it', name, fault.path];
  }
}

function likely(fault: Misfit): string[] {
  if (fault.kind === 'quoted') return [String(fault.field.value)];
  return fault.kind === 'type' ? likelyValues(String(fault.field.value), fault.wanted, null) : [];
}
