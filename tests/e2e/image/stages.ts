import { DockerfileParser, type Instruction, ModifiableInstruction } from 'dockerfile-ast'

/** One instruction of a Dockerfile: its words, and the flags before them. */
export interface Step {
  /** In capitals: `COPY`. */
  readonly keyword: string
  /** All after the keyword and the flags, as it is written. */
  readonly text: string
  /** `--from=build` as `from: 'build'`. */
  readonly flags: Readonly<Record<string, string>>
}

/** What stands between one FROM and the next. */
export interface Stage {
  /** `build` of `AS build`, else its number. */
  readonly name: string
  readonly steps: readonly Step[]
}

/** The stages of a Dockerfile, in order. */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: { name: string; steps: Step[] }[] = []
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const step = stepOf(instruction)
    if (step.keyword === 'FROM')
      stages.push({ name: / AS (\S+)$/i.exec(step.text)?.[1] ?? `${stages.length}`, steps: [] })
    else stages.at(-1)?.steps.push(step)
  }
  return stages
}

function stepOf(instruction: Instruction): Step {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : []
  return {
    keyword: instruction.getKeyword(),
    text: instruction.getArgumentsContent() ?? '',
    flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
  }
}
