/** What the graph holds, and where to begin. */
import { count, defineView, h, siteInfo } from "../core";

defineView({
  name: "overview",
  async show({ title }) {
    const site = await siteInfo();
    title("");
    return h("h1", {}, count(site.claims, "claim"));
  },
});
