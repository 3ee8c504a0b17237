const PETALS = [0, 1, 2, 3, 4].map((petal) => {
  const angle = ((72 * petal - 90) * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** An apricot blossom around a point of a drawing: the sign of the house. */
export function Blossom({ x, y, r, turn = 0 }: { x: number; y: number; r: number; turn?: number }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${r / 10})`} stroke="none">
      <g fill="var(--bloom)">
        {PETALS.map(([cos, sin]) => (
          <circle key={cos} cx={5.6 * cos} cy={5.6 * sin} r="4.5" />
        ))}
      </g>
      <circle r="2.4" fill="var(--mark)" />
    </g>
  );
}
