import "./styles/index.css";

import.meta.glob("./site/*.ts", { eager: true });
