/** Room for a picture beside which what is chosen stands. */

/** Size of letters against a plain screen: large screens have larger ones. */
export function letterSize(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** Width for a picture with nothing beside it. */
export function widthBelow(most: number): number {
  const plain = document.getElementById("main")!.clientWidth / letterSize();
  return Math.max(300, Math.min(plain - (plain > 700 ? 60 : 32), most));
}

/** Width for a picture beside which what is chosen stands, in pixels of a plain screen. */
export function widthOf(most: number): number {
  const plain = document.getElementById("main")!.clientWidth / letterSize();
  return Math.max(300, Math.min(plain > 1050 ? plain - 480 : plain - (plain > 700 ? 60 : 32), most));
}
