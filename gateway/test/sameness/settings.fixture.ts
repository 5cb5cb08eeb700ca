/** How many operations are made, and from which seed: another one each run where SAMENESS_SEED says so. */
const number = (name: string, usual: number) => Number(process.env[name] ?? usual);

export const runs = number('SAMENESS_RUNS', 1_200);
export const seed = number('SAMENESS_SEED', 20_261_123);
