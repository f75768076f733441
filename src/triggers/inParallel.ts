type Outcomes<Works> = {
  [At in keyof Works]: Works[At] extends () => Promise<infer Value> ? Value : never;
};

/**
 * Runs several pieces of work at the same time and waits for all of them, so that none goes on after a
 * failure.
 * @returns their values, in order.
 * @throws the error of the first of them that failed, in their order.
 */
export async function inParallel<const Works extends readonly (() => Promise<unknown>)[]>(
  works: Works,
): Promise<Outcomes<Works>> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  }) as Outcomes<Works>;
}
