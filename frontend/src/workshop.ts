import "./styles/index.css";
import "./styles/workshop.css";
import "./elements/workshop-app.js";
