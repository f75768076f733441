const eventAt = (index: number, note: string) => ({
  type: "track",
  userId: `customer-${String(index).padStart(8, "0")}`,
  event: "Order Completed",
  properties: {
    order_id: `order-${String(index).padStart(8, "0")}`,
    total: 42.5,
    currency: "EUR",
    products: [
      { sku: "mug-blue", name: "Blue mug", quantity: 2, price: 10.5 },
      { sku: "tea-green", name: "Green tea", quantity: 1, price: 21.5 },
    ],
    note,
  },
});

/** An event as it is given. */
export type Event = ReturnType<typeof eventAt>;

/**
 * Makes events as a step receives them: parsed from JSON.
 * @param bytes the size of each.
 */
export function eventsOf(count: number, bytes: number): Event[] {
  const bare = JSON.stringify(eventAt(0, "")).length;
  return Array.from({ length: count }, (_, index) => {
    const event = eventAt(index, "".padEnd(bytes - bare, `Order ${index} of the shop. `));
    return JSON.parse(JSON.stringify(event));
  });
}
