import { settingsByName } from './variables/environment-settings.ts';
import type { Dockerfile, Instruction } from './model.ts';
import type { DockerfileRule } from './subject.ts';

/** Answers which of `rules` a file is to be asked: most are about what it does not have. */
export function rulesByTopic(rules: readonly DockerfileRule[]): (dockerfile: Dockerfile) => Iterable<DockerfileRule> {
  const forAll = rules.filter(({ about }) => about === undefined);
  const byTopic = new Map<string, DockerfileRule[]>();
  for (const rule of rules) {
    for (const topic of new Set(rule.about)) {
      const same = byTopic.get(topic);
      if (same) same.push(rule);
      else byTopic.set(topic, [rule]);
    }
  }
  return (dockerfile) => {
    const asked = new Set(forAll);
    for (const topic of topicsOf(dockerfile)) {
      for (const rule of byTopic.get(topic) ?? NONE) asked.add(rule);
    }
    return asked;
  };
}

const NONE: readonly DockerfileRule[] = [];

/** What `about` may name, and the rules for whose faults the parser has found some. */
function topicsOf(dockerfile: Dockerfile): ReadonlySet<string> {
  const topics = new Set<string>();
  for (const instruction of dockerfile.instructions) {
    for (let at: Instruction | null = instruction; at; at = at.inner) topics.add(at.keyword);
  }
  for (const name of dockerfile.commandsByName.keys()) topics.add(name);
  for (const name of dockerfile.once(settingsByName).keys()) topics.add(name);
  for (const { rule } of dockerfile.syntax) topics.add(rule);
  return topics;
}
